// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.Proposal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A dry run for people.
final class DryRunText {
  private static final int ROWS = 20;
  private static final Mode[] MODES = {Mode.LIVE, Mode.SHADOW};

  private final DryRun run;
  private final StringBuilder text = new StringBuilder();

  private DryRunText(DryRun run) {
    this.run = run;
  }

  static String of(DryRun run) {
    var page = new DryRunText(run);
    page.head();
    page.rungs();
    page.accounts();
    page.proposals();
    page.rest();
    return page.text.toString();
  }

  private void head() {
    line(
        "%,d %s, then %,d days on; from %s to %s. Nothing was enforced.",
        run.scans().size(),
        run.scans().size() == 1 ? "scan" : "scans",
        run.days(),
        day(run.scans().getFirst().until()),
        day(run.end()));
    line("");
  }

  private void rungs() {
    boolean known = !run.truth().isEmpty();
    line("%-9s%-8s%10s%10s%s", "RUNG", "MODE", "AT END", "EVER", known ? "  INNOCENT" : "");
    for (Rung rung : Rung.values()) {
      for (Mode mode : MODES) {
        Set<String> ever = run.ever(rung, mode);
        if (!ever.isEmpty()) {
          long now =
              run.standing().stream()
                  .filter(d -> d.mode() == mode && d.remedy().rung() == rung)
                  .count();
          line(
              "%-9s%-8s%,10d%,10d%s",
              rung.word(),
              mode.word(),
              now,
              ever.size(),
              known ? String.format(Locale.ROOT, "%,10d", run.innocent(ever)) : "");
        }
      }
    }
    if (run.decisions().isEmpty()) {
      line("No account would have got anything.");
    }
    line("");
  }

  private void accounts() {
    List<Decision> all = run.standing();
    if (all.isEmpty()) {
      return;
    }
    line("%-26s%-18s%-9s%-8s%s", "ACCOUNT", "CAMPAIGN", "REMEDY", "MODE", "RULE");
    for (Decision one : all.subList(0, Math.min(ROWS, all.size()))) {
      line(
          "%-26s%-18s%-9s%-8s%s",
          one.account(),
          one.grounds().evidence().campaign(),
          one.remedy().rung().word(),
          one.mode().word(),
          one.grounds().rule());
    }
    if (all.size() > ROWS) {
      line("and %,d more; --json has all", all.size() - ROWS);
    }
    line("");
  }

  private void proposals() {
    for (Proposal one : run.proposals()) {
      line(
          "Waits for %s: %s for %,d accounts of %s.",
          one.people() == 1 ? "a person" : one.people() + " people",
          one.rung().word(),
          one.decisions().size(),
          one.campaign());
      line("  %s", one.why());
    }
  }

  private void rest() {
    if (run.lifted() > 0) {
      line("%,d decisions were undone with nothing in their place.", run.lifted());
    }
    run.faults().forEach(fault -> line("Could not be told of some account: %s", fault));
    line("What is shadow reaches no enforcer.");
  }

  private static String day(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private void line(String form, Object... values) {
    String line = String.format(Locale.ROOT, form + " ", values);
    text.append(line.stripTrailing()).append('\n');
  }
}
