// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.lineage.plot.Svg;
import io.stillwatch.lineage.trial.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/// The power of the test over shares of marked text, and how often it speaks against students that
/// learned none.
///
/// @param points in the order of their exposure
public record Curve(Setting setting, int seeds, List<Point> points) {
  private static final double STRONG = 4;

  public Curve {
    points = List.copyOf(points);
  }

  /// What every student has in common.
  ///
  /// @param learner its kind
  public record Setting(Learner learner, Lab.Size size) {}

  /// @param outcomes one for each seed
  public record Point(double exposure, List<Outcome> outcomes) {
    public Point {
      outcomes = List.copyOf(outcomes);
    }

    /// The share with a joint e-value of `10^decades` or more.
    public double reached(double decades) {
      return outcomes.stream().filter(o -> o.scores().logE() >= decades).count()
          / (double) outcomes.size();
    }

    /// The median joint e-value, in decades.
    public double median() {
      return quantile(0.5, outcomes.stream().mapToDouble(o -> o.scores().logE()).toArray());
    }

    /// Likewise of students that tell their chances.
    public double medianTold() {
      return quantile(0.5, outcomes.stream().mapToDouble(o -> o.told().logE()).toArray());
    }

    /// Likewise where there is an index of what was served.
    public double medianIndexed() {
      return quantile(0.5, outcomes.stream().mapToDouble(o -> o.indexed().logE()).toArray());
    }

    /// The largest joint e-value of a wrong key, in decades.
    public double worst() {
      return outcomes.stream()
          .mapToDouble(o -> Math.max(o.scores().worst(), o.told().worst()))
          .max()
          .orElse(0);
    }

    private double highest() {
      return Math.max(median(), medianTold());
    }

    private double mean(ToDoubleFunction<Outcome.Scores> figure) {
      return outcomes.stream().map(Outcome::scores).mapToDouble(figure).average().orElse(0);
    }

    /// The figure that all but one in ten reach.
    double low(ToDoubleFunction<Outcome.Scores> figure) {
      return quantile(0.1, outcomes.stream().map(Outcome::scores).mapToDouble(figure).toArray());
    }

    private static double quantile(double share, double[] values) {
      java.util.Arrays.sort(values);
      return values[(int) Math.min(values.length - 1, Math.floor(share * values.length))];
    }
  }

  /// Trains and tests students.
  public static Curve of(Lab lab, Setting setting, List<Double> exposures, int seeds, long seed) {
    var points = new ArrayList<Point>();
    for (double exposure : exposures) {
      points.add(
          new Point(
              exposure,
              LongStream.range(0, seeds)
                  .parallel()
                  .mapToObj(i -> lab.run(setting.learner(), setting.size(), exposure, seed + i))
                  .toList()));
    }
    return new Curve(setting, seeds, points);
  }

  /// For people.
  public String text() {
    Lab.Size size = setting.size();
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d students a row (%s), each with a key of its own; window %d, %,d tokens learned, %,d asked, %,d served contexts.%n%n",
            seeds,
            setting.learner().name(),
            size.window(),
            size.documents() * size.length(),
            size.queries() * size.length(),
            size.contexts()));
    text.append(
        "EXPOSURE  LOG10 E (MEDIAN)  E >= 10^2  E >= 10^4  WITH CHANCES  WITH INDEX  EXCESS, TEXT  EXCESS, SERVED  WRONG KEYS AT MOST\n");
    for (Point one : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "%7.2f%%%18.1f%10.0f%%%10.0f%%%14.1f%12.1f%14.4f%16.3f%20.1f%n",
              100 * one.exposure(),
              one.median(),
              100 * one.reached(2),
              100 * one.reached(STRONG),
              one.medianTold(),
              one.medianIndexed(),
              one.mean(Outcome.Scores::excess),
              one.mean(Outcome.Scores::servedExcess),
              one.worst()));
    }
    return text.toString();
  }

  /// For programs, and for `bound.curve` of a plan.
  public String json() {
    Lab.Size size = setting.size();
    List<Map<String, Object>> rows = points.stream().map(Curve::row).toList();
    return Json.canonical(
        Map.of(
            "student", setting.learner().name(),
            "window", size.window(),
            "documents", size.documents(),
            "length", size.length(),
            "queries", size.queries(),
            "contexts", size.contexts(),
            "seeds", seeds,
            "points", rows));
  }

  private static Map<String, Object> row(Point one) {
    var row = new TreeMap<String, Object>();
    row.put("exposure", one.exposure());
    row.put("log10_e", one.outcomes().stream().map(o -> o.scores().logE()).toList());
    row.put("median_log10_e", one.median());
    row.put("reached_2", one.reached(2));
    row.put("reached_4", one.reached(STRONG));
    row.put("excess_low", one.low(Outcome.Scores::excess));
    row.put("served_excess_low", one.low(Outcome.Scores::servedExcess));
    row.put("log10_e_with_chances", one.outcomes().stream().map(o -> o.told().logE()).toList());
    row.put("median_log10_e_with_chances", one.medianTold());
    row.put("log10_e_with_index", one.outcomes().stream().map(o -> o.indexed().logE()).toList());
    row.put("median_log10_e_with_index", one.medianIndexed());
    row.put("wrong_keys_log10_e", one.worst());
    row.put("decoy_p", one.outcomes().stream().map(Outcome::decoyP).toList());
    return row;
  }

  /// Every student a dot, their medians a line.
  public String svg() {
    double top = Math.max(8, points.stream().mapToDouble(Point::highest).max().orElse(8) * 1.1);
    var svg =
        new Svg(
            "Students of a marked teacher (%s): joint e-value by share of marked text (window %d)"
                .formatted(setting.learner().name(), setting.size().window()),
            820,
            360,
            List.of(-0.5, points.size() - 0.5),
            List.of(-4.0, top));
    for (int i = 0; i < points.size(); i++) {
      svg.tickX(i, String.format(Locale.ROOT, "%s%%", number(100 * points.get(i).exposure())));
    }
    double step = Math.max(2, Math.ceil(top / 6 / 5) * 5);
    for (double y = step; y < top; y += step) {
      svg.tickY(y, "10^" + number(y));
    }
    svg.tickY(4, "10^4, strong");
    for (int i = 0; i < points.size(); i++) {
      for (Outcome one : points.get(i).outcomes()) {
        svg.dot(i + 0.08, Math.clamp(one.scores().logE(), -4, top), "#b5452c", 2);
        svg.dot(i, Math.clamp(one.told().logE(), -4, top), "#2b6ea8", 2);
        svg.dot(i - 0.08, Math.clamp(one.scores().worst(), -4, top), "#999", 2);
      }
    }
    List<Double> xs = LongStream.range(0, points.size()).mapToObj(i -> (double) i).toList();
    svg.line(xs, points.stream().map(Point::median).toList(), "#b5452c", "our key, median");
    svg.line(
        xs, points.stream().map(Point::medianTold).toList(), "#2b6ea8", "chances told, median");
    svg.beside(-2.5, "grey: wrong keys", "#777");
    return svg.under("share of marked documents in what the student learned").text();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
