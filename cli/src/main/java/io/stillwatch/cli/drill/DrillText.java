// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import io.stillwatch.cli.drill.DrillReport.Caught;
import io.stillwatch.cli.drill.DrillReport.First;
import io.stillwatch.cli.drill.DrillReport.Spread;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A drill for people.
final class DrillText {
  private static final String ROW = "%-13s%9s%7s%8s%8s%8s%11s%13s";
  private static final double MEGA = 1 << 20;

  private final DrillReport report;
  private final StringBuilder text = new StringBuilder();

  private DrillText(DrillReport report) {
    this.report = report;
  }

  static String of(DrillReport report) {
    var page = new DrillText(report);
    page.load();
    page.campaigns();
    page.rest();
    return page.text.toString();
  }

  private void load() {
    var load = report.load();
    line(
        "%,d exchanges of %.1f days in %.1f s: %,.0f a second."
            .formatted(load.exchanges(), load.days(), load.seconds(), load.exchangesPerSecond()));
    var books = report.books();
    line(
        "Acknowledged %,d entries; detection saw %,d (repeated %,d, late %,d, rejected %,d)."
            .formatted(
                books.acknowledged(),
                books.seen(),
                books.repeated(),
                books.late(),
                books.rejected()));
    line("");
  }

  private void campaigns() {
    line(ROW.formatted("", "", "", "HOURS", "TAKEN", "TAKEN", "SHOWN", "IN FORCE"));
    line(
        ROW.formatted(
            "CAMPAIGN", "ACCOUNTS", "NAMED", "TO IT", "BEFORE", "REMEDY", "AFTER MS", "AFTER MS"));
    for (Caught one : report.campaigns()) {
      line(
          ROW.formatted(
              one.campaign(),
              one.accounts(),
              one.named(),
              cell(one, first -> "%.1f".formatted(first.hours())),
              cell(one, first -> "%.1f%%".formatted(100 * first.takenBeforeDetection())),
              cell(one, first -> "%.1f%%".formatted(100 * first.takenBeforeRemedy())),
              cell(one, first -> millis(first.shownMillis())),
              cell(one, first -> millis(first.enforcedMillis()))));
    }
    line("");
  }

  private static String cell(Caught one, Function<First, String> written) {
    Optional<String> known = one.first().map(written);
    return known.orElse("-");
  }

  private void rest() {
    line("Wall time after the exchange that closed the judged hour was acknowledged:");
    line("  %s".formatted(spread("shown by the API", report.wall().shownMillis())));
    line("  %s".formatted(spread("in force at the gateway", report.wall().enforcedMillis())));
    var server = report.server();
    line(
        "Server: %.1f s of processor time, %s at most; up to %,d records behind."
            .formatted(
                server.cpuSeconds(),
                server.peakBytes().isPresent()
                    ? "%,.0f MiB".formatted(server.peakBytes().getAsLong() / MEGA)
                    : "memory not known",
                server.behindMost()));
    line(
        "Honest accounts with a live remedy above watch, at any time: %,d of %,d."
            .formatted(report.honest().aboveWatch(), report.honest().accounts()));
  }

  private static String spread(String name, Spread spread) {
    return "%s: p50 %s ms, p99 %s ms (%,d judgements)"
        .formatted(name, millis(spread.p50()), millis(spread.p99()), spread.count());
  }

  private static String millis(OptionalDouble value) {
    return value.isPresent() ? "%,.0f".formatted(value.getAsDouble()) : "-";
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
