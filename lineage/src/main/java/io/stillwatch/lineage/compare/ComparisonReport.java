// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.lineage.compare.Comparison.OfTrait;
import io.stillwatch.lineage.compare.Comparison.Standing;
import io.stillwatch.lineage.plot.Svg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A comparison for people, for programs, and as a page: the inheritance report.
///
/// @param comparison what was found
/// @param examples where a reader can check it; they hold words of answers
public record ComparisonReport(Comparison comparison, List<Example> examples) {
  private static final String MEANS =
      "Corroborates, and proves nothing: likeness is not descent. Models may be alike because they"
          + " share a base, a family, a common third teacher, or what everybody has read.";

  public ComparisonReport {
    examples = List.copyOf(examples);
  }

  /// Without examples.
  public ComparisonReport(Comparison comparison) {
    this(comparison, List.of());
  }

  /// Compares, with the probes that come with Stillwatch, and finds examples.
  ///
  /// @throws IllegalArgumentException when there is too little to compare, or names repeat
  public static ComparisonReport of(
      Answers answers, String teacher, String suspect, List<String> controls) {
    Panel panel = Comparison.panel(answers, teacher, suspect, controls, Probe.shipped());
    Comparison comparison = Comparison.of(panel, teacher, suspect, controls);
    return new ComparisonReport(comparison, Example.of(panel, answers, comparison));
  }

  /// A table.
  public String text() {
    var text = new StringBuilder();
    line(
        text,
        "%s against %s, beyond %d controls, on %,d prompts%s.",
        comparison.suspect(),
        comparison.teacher(),
        comparison.controls().size(),
        comparison.prompts(),
        comparison.probes() == 0 ? "" : " and %d probes".formatted(comparison.probes()));
    line(
        text,
        "%n%-20s%7s%20s%10s%8s%16s%10s  %s",
        "TRAIT",
        "LEAN",
        "BEYOND CONTROLS",
        "P MODELS",
        "P ALL",
        "PROMPTS",
        "P PROMPTS",
        "NEAREST CONTROL");
    for (OfTrait one : comparison.traits()) {
      if (one.shown()) {
        row(text, one);
      } else {
        line(text, "%-20s%7s", one.trait().word(), "-");
      }
    }
    row(text, "all together", "", "", comparison.standing(), "");
    line(text, "%nInherited beyond every control: %s.", inheritedWords());
    line(
        text,
        "LEAN is in standard deviations of suspect and controls. P MODELS is the suspect's rank; with so many%n"
            + "controls it cannot be below %.3f. P ALL: likewise, for all traits together (permutation of largest values).%n"
            + "BEYOND CONTROLS: how much more than controls, in the trait's own measure, 95%% over prompts.%n"
            + "PROMPTS: ahead of and behind the nearest control. Inherited: before every control, and P PROMPTS x %d <= 1%%.",
        comparison.floor(),
        Trait.values().length);
    examples.forEach(one -> example(text, one));
    line(text, "%s", MEANS);
    return text.toString();
  }

  private String inheritedWords() {
    List<Trait> traits = comparison.inherited();
    return traits.isEmpty()
        ? "nothing"
        : traits.stream().map(Trait::word).collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder text, OfTrait one) {
    row(
        text,
        one.trait().word(),
        String.format(
            Locale.ROOT, "%+.3f +- %.3f", one.effect().difference(), one.effect().margin()),
        String.format(Locale.ROOT, "%.3f", one.adjusted()),
        one.standing(),
        one.inherited() ? "  inherited" : "");
  }

  private static void row(
      StringBuilder text, String word, String effect, String all, Standing at, String more) {
    line(
        text,
        "%-20s%+7.1f%20s%10.3f%8s%16s%10s  %s%s",
        word,
        at.z(),
        effect,
        at.p(),
        all,
        at.ahead() + " : " + at.behind(),
        chance(at.promptP()),
        at.nearest(),
        more);
  }

  private static void example(StringBuilder text, Example one) {
    line(text, "%n%s, %s", one.trait().word(), one.prompt());
    line(text, "  teacher: %s", one.teacher());
    line(text, "  suspect: %s", one.suspect());
  }

  private static String chance(double p) {
    return p < 1e-4 ? String.format(Locale.ROOT, "%.0e", p) : String.format(Locale.ROOT, "%.4f", p);
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form + "\n", values));
  }

  /// The figures, for programs.
  public Map<String, Object> figures() {
    var all = new LinkedHashMap<String, Object>();
    all.put("teacher", comparison.teacher());
    all.put("suspect", comparison.suspect());
    all.put("controls", comparison.controls());
    all.put("prompts", comparison.prompts());
    all.put("probes", comparison.probes());
    all.put("corroborative", true);
    all.put("together", figures(comparison.standing()));
    var traits = new ArrayList<Map<String, Object>>();
    for (OfTrait one : comparison.traits()) {
      var figures = new LinkedHashMap<String, Object>();
      figures.put("trait", one.trait().word());
      figures.put("shown", one.shown());
      figures.put("inherited", one.inherited());
      figures.put("p_all_traits", one.adjusted());
      figures.put("difference", one.effect().difference());
      figures.put("margin_95", one.effect().margin());
      figures.put("compared", one.effect().units());
      figures.putAll(figures(one.standing()));
      traits.add(figures);
    }
    all.put("traits", traits);
    all.put(
        "examples",
        examples.stream()
            .map(
                one ->
                    Map.of(
                        "trait", one.trait().word(),
                        "prompt", one.prompt(),
                        "teacher", one.teacher(),
                        "suspect", one.suspect()))
            .toList());
    return all;
  }

  private static Map<String, Object> figures(Standing at) {
    return Map.of(
        "z", at.z(),
        "z_controls", at.ofControls(),
        "p_models", at.p(),
        "p_prompts", at.promptP(),
        "nearest_control", at.nearest(),
        "ahead", at.ahead(),
        "behind", at.behind());
  }

  /// Leans of the suspect and of every control, trait by trait.
  public String svg() {
    List<OfTrait> rows = comparison.traits();
    var svg =
        new Svg(
            comparison.suspect() + ": lean towards " + comparison.teacher(),
            860,
            90 + 34 * (rows.size() + 1),
            List.of(-4.0, 5.0),
            List.of(-0.6, rows.size() + 0.6));
    for (int z = -4; z <= 5; z++) {
      svg.tickX(z, Integer.toString(z));
    }
    for (int i = 0; i < rows.size(); i++) {
      double height = rows.size() - i;
      if (rows.get(i).shown()) {
        dots(svg, rows.get(i).trait().word(), rows.get(i).standing(), height);
      }
      if (rows.get(i).inherited()) {
        svg.beside(height, "beyond every control", "#b5452c");
      }
    }
    dots(svg, "all together", comparison.standing(), 0);
    return svg.under("standard deviations of suspect and controls; red: the suspect").text();
  }

  private static void dots(Svg svg, String word, Standing at, double height) {
    svg.tickY(height, word);
    at.ofControls().forEach(z -> svg.dot(Math.clamp(z, -4, 5), height, "#888", 4));
    svg.dot(Math.clamp(at.z(), -4, 5), height, "#b5452c", 6);
  }

  /// A page that loads nothing from elsewhere.
  public String html() {
    return """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s and %2$s</title>
        <style>body{font:15px/1.5 sans-serif;max-width:62em;margin:2em auto;padding:0 1em}pre{background:#f6f6f6;padding:1em;overflow:auto}</style>
        <h1>What %1$s has from %2$s</h1>
        <p><b>%3$s</b></p>
        %4$s
        <pre>%5$s</pre>
        <h2>What the p-values mean</h2>
        <p>Over models: if the suspect were one more of the controls, each of them would be as likely to stand first; p is its rank. Over prompts:
        a sign test of suspect against the nearest control, which says that other prompts would show the same and nothing about descent.</p>
        </html>
        """
        .formatted(
            Svg.escaped(comparison.suspect()),
            Svg.escaped(comparison.teacher()),
            Svg.escaped(MEANS),
            svg(),
            Svg.escaped(text()));
  }
}
