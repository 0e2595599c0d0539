// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.DrillReport.Caught;
import io.stillwatch.cli.DrillReport.First;
import io.stillwatch.cli.DrillReport.Spread;
import java.util.Locale;
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
        "%,d exchanges of %.1f days in %.1f s: %,.0f a second.",
        load.exchanges(), load.days(), load.seconds(), load.exchangesPerSecond());
    var books = report.books();
    line(
        "Acknowledged %,d entries; detection saw %,d (repeated %,d, late %,d, rejected %,d).",
        books.acknowledged(), books.seen(), books.repeated(), books.late(), books.rejected());
    line("");
  }

  private void campaigns() {
    line(ROW, "", "", "", "HOURS", "TAKEN", "TAKEN", "SHOWN", "IN FORCE");
    line(ROW, "CAMPAIGN", "ACCOUNTS", "NAMED", "TO IT", "BEFORE", "REMEDY", "AFTER MS", "AFTER MS");
    for (Caught one : report.campaigns()) {
      line(
          ROW,
          one.campaign(),
          one.accounts(),
          one.named(),
          cell(one, first -> form("%.1f", first.hours())),
          cell(one, first -> form("%.1f%%", 100 * first.takenBeforeDetection())),
          cell(one, first -> form("%.1f%%", 100 * first.takenBeforeRemedy())),
          cell(one, first -> millis(first.shownMillis())),
          cell(one, first -> millis(first.enforcedMillis())));
    }
    line("");
  }

  private static String cell(Caught one, Function<First, String> written) {
    Optional<String> known = one.first().map(written);
    return known.orElse("-");
  }

  private void rest() {
    line("Wall time after the exchange that closed the judged hour was acknowledged:");
    line("  %s", spread("shown by the API", report.wall().shownMillis()));
    line("  %s", spread("in force at the gateway", report.wall().enforcedMillis()));
    var server = report.server();
    line(
        "Server: %.1f s of processor time, %s at most; up to %,d records behind.",
        server.cpuSeconds(),
        server.peakBytes().isPresent()
            ? form("%,.0f MiB", server.peakBytes().getAsLong() / MEGA)
            : "memory not known",
        server.behindMost());
    line(
        "Honest accounts with a live remedy above watch, at any time: %,d of %,d.",
        report.honest().aboveWatch(), report.honest().accounts());
  }

  private static String spread(String name, Spread spread) {
    return form(
        "%s: p50 %s ms, p99 %s ms (%,d judgements)",
        name, millis(spread.p50()), millis(spread.p99()), spread.count());
  }

  private static String millis(OptionalDouble value) {
    return value.isPresent() ? form("%,.0f", value.getAsDouble()) : "-";
  }

  private static String form(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private void line(String form, Object... values) {
    text.append(form(form, values).stripTrailing()).append('\n');
  }
}
