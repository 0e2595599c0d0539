// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.Arena;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Prints how methods did on worlds, as Markdown; `bench/scoreboard.sh` calls it.
///
/// Usage: `java -cp bench/target/bench.jar io.stillwatch.bench.ScoreTable METHODS RUN...`, where
/// the file METHODS names one method a line, and each folder RUN holds `world/labels`, and for each
/// method a folder of findings and a file `METHOD.time` with its CPU seconds, wall seconds and peak
/// kilobytes.
public final class ScoreTable {
  private ScoreTable() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("usage: ScoreTable METHODS RUN...");
    }
    List<Graded> rows = new ArrayList<>();
    for (String method : Files.readAllLines(Path.of(args[0]))) {
      Graded row = new Graded(method);
      for (String run : Arrays.asList(args).subList(1, args.length)) {
        add(row, Path.of(run));
      }
      rows.add(row);
    }
    System.out.print(text(rows));
  }

  private static void add(Graded row, Path run) throws IOException {
    String[] time = Files.readString(run.resolve(row.method() + ".time")).strip().split("\\s+", -1);
    row.add(
        Arena.score(run.resolve(row.method()), run.resolve("world/labels")),
        Double.parseDouble(time[0]),
        Double.parseDouble(time[1]),
        Long.parseLong(time[2]));
  }

  static String text(List<Graded> rows) {
    StringBuilder text = new StringBuilder("## Accounts\n\n");
    Graded first = rows.getFirst();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d accounts are hostile, %,d honest. Precision is that of this mixture; PR-AUC is"
                + " weighed to a share of 0.24%% and 2.4%%.%n%n",
            first.hostile(),
            first.honest()));
    text.append(
        """
        | method | precision | recall | easy | medium | hard | honest accused | PR-AUC at 0.24% | at 2.4% |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|
        """);
    for (Graded row : rows) {
      Markdown.line(
          text,
          row.method(),
          row.named() == 0 ? "-" : Markdown.percent(row.precision()),
          Markdown.percent(row.recall()),
          Markdown.known(row.recall("easy"), Markdown::percent),
          Markdown.known(row.recall("medium"), Markdown::percent),
          Markdown.known(row.recall("hard"), Markdown::percent),
          row.wronged() + " of " + row.honest(),
          Markdown.hundredths(row.prAuc(0)),
          Markdown.hundredths(row.prAuc(1)));
    }
    text.append(
        """

        ## Campaigns

        | method | groups right | campaigns found | purity | harvest taken before detection, median | of those found | hours to detection, median |
        |---|--:|--:|--:|--:|--:|--:|
        """);
    for (Graded row : rows) {
      Markdown.line(
          text,
          row.method(),
          row.right() + " of " + row.groups(),
          row.found() + " of " + row.campaigns(),
          row.right() == 0 ? "-" : Markdown.hundredths(row.purity()),
          Markdown.known(row.taken(), Markdown::percent),
          Markdown.known(row.takenOfFound(), Markdown::percent),
          Markdown.known(row.hours(), h -> String.format(Locale.ROOT, "%.0f", h)));
    }
    text.append("\nBaselines look once, at the end of the log; so all is taken by then.\n");
    text.append(
        """

        ## Honest accounts accused, by community

        | method | of 100,000 such accounts |
        |---|---|
        """);
    rows.forEach(row -> Markdown.line(text, row.method(), row.wrongedBy()));
    text.append(
        """

        ## Cost, all worlds together

        | method | CPU s | wall s | peak memory MB |
        |---|--:|--:|--:|
        """);
    for (Graded row : rows) {
      Markdown.line(
          text,
          row.method(),
          String.format(Locale.ROOT, "%.1f", row.cpuSeconds()),
          String.format(Locale.ROOT, "%.1f", row.wallSeconds()),
          row.peakKilobytes() == 0 ? "-" : row.peakKilobytes() / 1024);
    }
    return text.toString();
  }
}
