// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.cli.coalition.CoalitionReport.Alone;
import io.stillwatch.cli.coalition.CoalitionReport.Moment;
import io.stillwatch.cli.coalition.CoalitionReport.Play;
import io.stillwatch.cli.coalition.CoalitionReport.Told;
import io.stillwatch.share.trust.Joint;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A coalition drill for people.
final class CoalitionText {
  private final StringBuilder text = new StringBuilder();

  private CoalitionText() {}

  static String of(CoalitionReport report) {
    var page = new CoalitionText();
    page.line("A campaign at three companies");
    page.play(report.campaign());
    page.line("The honest twin: the same companies, no campaign; a VPN and a benchmark in common");
    page.play(report.honest());
    page.line(report.passed() ? "passed" : "failed");
    return page.text.toString();
  }

  private void play(Play play) {
    line("");
    line(
        "%-10s%10s%10s%14s%16s%10s"
            .formatted("ALONE", "ACCOUNTS", "HOSTILE", "OF THEM NAMED", "BEST LOG10 E", "LINE"));
    for (Alone one : play.companies()) {
      Optional<String> best = one.best().map("%.2f"::formatted);
      line(
          "%-10s%10d%10d%14d%16s%10.2f"
              .formatted(
                  one.company(),
                  one.accounts(),
                  one.hostile(),
                  one.named(),
                  best.orElse("-"),
                  one.line()));
    }
    line("");
    for (Moment moment : play.timeline()) {
      line("%9.3f s  %-10s%s".formatted(moment.millis() / 1000.0, moment.who(), moment.what()));
    }
    line("");
    play.suspicions().forEach(this::told);
    var wire = play.wire();
    line(
        "%,d messages of %,d bytes left their owners: %,d of %,d identifiers and pieces of prompts found"
            .formatted(wire.messages(), wire.bytes(), wire.found(), wire.secrets()));
    line("(and %,d where one was planted, to see that the search works).".formatted(wire.check()));
    play.faults().forEach(fault -> line("FAULT: " + fault));
    line("");
  }

  private void told(Told told) {
    line(
        "suspicion %d, told by %s in %,d tokens"
            .formatted(told.number(), told.by(), told.tokens()));
    line(
        "  %-10s%10s%12s%14s%12s%14s%8s%8s"
            .formatted(
                "", "ACCOUNTS", "OWN LOG10 E", "PRODUCT", "MEAN", "WITHOUT MOST", "LINE", ""));
    for (Map.Entry<String, Joint> one : new TreeMap<>(told.joint()).entrySet()) {
      Joint joint = one.getValue();
      line(
          "  %-10s%10d%12.2f%14.2f%12.2f%14.2f%8.2f  %s"
              .formatted(
                  one.getKey(),
                  told.looked().getOrDefault(one.getKey(), 0),
                  joint.log10E().getOrDefault(one.getKey(), 0.0),
                  joint.product(),
                  joint.mean(),
                  joint.guarded(),
                  joint.line(),
                  verdict(told, one.getKey(), joint)));
    }
    line("");
  }

  private static String verdict(Told told, String company, Joint joint) {
    if (told.confirmed().contains(company)) {
      return "crosses, confirmed";
    }
    return joint.crosses() ? "crosses, not confirmed here" : "below";
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
