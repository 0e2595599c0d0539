// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Layout;
import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Times;
import io.stillwatch.dossier.seal.Verified;
import io.stillwatch.model.Day;
import io.stillwatch.model.Tie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Draws the four pictures of a dossier.
final class Charts {
  private static final List<String> COLOURS =
      List.of("#1f5f8b", "#b4541a", "#3d7a3d", "#7a4b8c", "#8a6d1b", "#4a4a4a");
  private static final List<String> DASHES = List.of("none", "6 3", "2 3", "8 3 2 3", "1 2", "4 4");
  private static final int LEFT = 56;
  private static final int TOP = 22;
  private static final int RIGHT = Chart.WIDTH - 12;
  private static final int TALL = 150;
  private static final int MOST_ROWS = 62;
  private static final int MOST_NODES = 250;

  private final UnaryOperator<String> count;

  /// @param count how a count is written for the audience
  Charts(UnaryOperator<String> count) {
    this.count = count;
  }

  private String count(long value) {
    return count.apply(Long.toString(value));
  }

  /// Exchanges by day.
  Chart timeline(List<Day> days) {
    long most = days.stream().mapToLong(Day::exchanges).max().orElse(1);
    double slot = (RIGHT - LEFT) / (double) Math.max(1, days.size());
    var boxes = new ArrayList<Chart.Box>();
    for (int d = 0; d < days.size(); d++) {
      double tall = days.get(d).exchanges() * (double) TALL / Math.max(1, most);
      boxes.add(
          new Chart.Box(
              n(LEFT + slot * (d + 0.1)),
              n(TOP + TALL - tall),
              n(slot * 0.8),
              n(tall),
              0,
              COLOURS.getFirst()));
    }
    return new Chart(
        "Exchanges by day",
        "Bars of the exchanges of the named accounts on each of %d days with traffic; the busiest day has %s."
            .formatted(days.size(), count(most)),
        TOP + TALL + 34,
        boxes,
        List.of(axis()),
        List.of(),
        labels(days, count(most)),
        List.of("Day", "Exchanges", "Active accounts"),
        rows(days, d -> List.of(count(days.get(d).exchanges()), count(days.get(d).accounts()))));
  }

  /// Accounts seen so far, by day.
  Chart growth(List<Day> days, List<Long> arrivals) {
    long most = arrivals.isEmpty() ? 1 : arrivals.getLast();
    List<Double> values = arrivals.stream().map(Long::doubleValue).toList();
    return new Chart(
        "Growth",
        "A line of how many of the named accounts had been seen up to each day; it ends at %s."
            .formatted(count(most)),
        TOP + TALL + 34,
        List.of(),
        List.of(axis(), line(values, 0, (double) most, 0)),
        List.of(),
        labels(days, count(most)),
        List.of("Day", "Accounts seen so far"),
        rows(days, d -> List.of(count(arrivals.get(d)))));
  }

  /// The evidence of each family of flows, day by day.
  Chart course(List<Day> days, List<Verified.Course> course) {
    double most =
        course.stream().flatMap(c -> c.log10E().stream()).mapToDouble(v -> v).reduce(1, Math::max);
    var paths = new ArrayList<Chart.Path>(List.of(axis()));
    var labels = new ArrayList<>(labels(days, Numbers.tenth(most)));
    for (int c = 0; c < course.size(); c++) {
      List<Double> values = course.get(c).log10E();
      paths.add(line(values.stream().map(v -> Math.max(0, v)).toList(), 0, most, c));
      double y = TOP + TALL - Math.max(0, values.getLast()) * TALL / most;
      labels.add(
          new Chart.Label(
              n(RIGHT - 2), n(Math.max(TOP + 10, y - 4)), "end", course.get(c).family()));
    }
    return new Chart(
        "Evidence over time",
        "Lines of log10 e of each family that counts what passes between accounts, at the end of each"
            + " day, with the rate of strangers as it was known in the end; the highest reaches "
            + Numbers.tenth(most)
            + ".",
        TOP + TALL + 34,
        List.of(),
        paths,
        List.of(),
        labels,
        head(course),
        rows(days, d -> course.stream().map(c -> Numbers.tenth(c.log10E().get(d))).toList()));
  }

  private static List<String> head(List<Verified.Course> course) {
    var head = new ArrayList<String>(List.of("Day"));
    course.forEach(c -> head.add("log10 e of " + c.family()));
    return head;
  }

  /// What passed between principals; dots are principals.
  Chart graph(List<Tie> ties) {
    Map<String, Integer> place = new LinkedHashMap<>();
    var shown = new ArrayList<Tie>();
    for (Tie tie : ties) {
      if (!tie.from().equals(tie.to()) && place.size() + 2 <= MOST_NODES) {
        place.putIfAbsent(tie.from(), place.size());
        place.putIfAbsent(tie.to(), place.size());
        shown.add(tie);
      }
    }
    List<int[]> pairs =
        shown.stream()
            .map(t -> new int[] {place.getOrDefault(t.from(), 0), place.getOrDefault(t.to(), 0)})
            .toList();
    Layout layout = Layout.of(place.size(), pairs);
    double scale = Chart.WIDTH / (double) Layout.WIDTH;
    Map<String, StringBuilder> byKind = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      int[] p = pairs.get(i);
      byKind
          .computeIfAbsent(shown.get(i).kind(), kind -> new StringBuilder())
          .append("M")
          .append(n(layout.x(p[0]) * scale))
          .append(' ')
          .append(n(layout.y(p[0]) * scale))
          .append("L")
          .append(n(layout.x(p[1]) * scale))
          .append(' ')
          .append(n(layout.y(p[1]) * scale));
    }
    List<String> kinds = List.copyOf(byKind.keySet());
    double bottom = Layout.HEIGHT * scale;
    var labels = new ArrayList<Chart.Label>();
    var paths = new ArrayList<Chart.Path>();
    for (int k = 0; k < kinds.size(); k++) {
      double y = bottom + 16 + 16 * k;
      paths.add(path(String.valueOf(byKind.get(kinds.get(k))), k, "0.6"));
      paths.add(path("M8 " + n(y - 4) + "L40 " + n(y - 4), k, "1.6"));
      labels.add(new Chart.Label("48", n(y), "start", kinds.get(k)));
    }
    List<Chart.Dot> dots =
        IntStream.range(0, place.size())
            .mapToObj(i -> new Chart.Dot(n(layout.x(i) * scale), n(layout.y(i) * scale), "3"))
            .toList();
    return new Chart(
        "What passed between them",
        "%s principals as dots, and what passed between them as lines, by kind: %s."
            .formatted(count(place.size()), String.join(", ", kinds)),
        (int) bottom + 16 * kinds.size() + 12,
        List.of(),
        paths,
        dots,
        labels,
        List.of(),
        List.of());
  }

  private static Chart.Path axis() {
    String d = "M%d %dL%d %d".formatted(LEFT, TOP + TALL, RIGHT, TOP + TALL);
    return new Chart.Path(d, 5, COLOURS.get(5), "1", "none");
  }

  private static Chart.Path path(String d, int kind, String width) {
    int k = kind % COLOURS.size();
    return new Chart.Path(d, k, COLOURS.get(k), width, DASHES.get(k));
  }

  private static Chart.Path line(List<Double> values, double least, double most, int kind) {
    var d = new StringBuilder();
    double slot = (RIGHT - LEFT) / (double) Math.max(1, values.size());
    for (int i = 0; i < values.size(); i++) {
      double y = TOP + TALL - (values.get(i) - least) * TALL / Math.max(1e-9, most - least);
      d.append(i == 0 ? "M" : "L").append(n(LEFT + slot * (i + 0.5))).append(' ').append(n(y));
    }
    return path(d.toString(), kind, "2");
  }

  private static List<Chart.Label> labels(List<Day> days, String top) {
    var labels = new ArrayList<Chart.Label>();
    labels.add(new Chart.Label(n(LEFT - 6), n(TOP + 4), "end", top));
    labels.add(new Chart.Label(n(LEFT - 6), n(TOP + TALL), "end", "0"));
    if (!days.isEmpty()) {
      String y = n(TOP + TALL + 18);
      labels.add(new Chart.Label(n(LEFT), y, "start", Times.date(days.getFirst().at())));
      labels.add(new Chart.Label(n(RIGHT), y, "end", Times.date(days.getLast().at())));
    }
    return labels;
  }

  /// Rows of cells by the number of a day.
  private interface Cells {
    List<String> of(int day);
  }

  private static List<Chart.Row> rows(List<Day> days, Cells cells) {
    int step = Math.max(1, (days.size() + MOST_ROWS - 1) / MOST_ROWS);
    return IntStream.range(0, days.size())
        .filter(d -> d % step == 0 || d == days.size() - 1)
        .mapToObj(d -> new Chart.Row(Times.date(days.get(d).at()), cells.of(d)))
        .toList();
  }

  private static String n(double value) {
    return Numbers.fixed(value, 1);
  }
}
