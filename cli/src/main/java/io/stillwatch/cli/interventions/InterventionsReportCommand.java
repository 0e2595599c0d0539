// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.serve.Kept;
import io.stillwatch.cli.serve.Served;
import io.stillwatch.interventions.Protocol;
import io.stillwatch.interventions.Standing;
import io.stillwatch.interventions.Stop;
import io.stillwatch.server.trial.Sheet;
import io.stillwatch.store.Intervention;
import io.stillwatch.store.View;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `stillwatch interventions report`: what live interventions say.
@Command(
    name = "report",
    header = "Says what the interventions of serve have shown, and checks those that are over.",
    description = {
      "Reads what the server keeps. Of one that is over, all coins are tossed again from the seed it"
          + " was committed to, and the e-value is counted again; exit code 1 when anything differs.",
      "",
      "An e-value says how much likelier the counts are if the group is run by one hand: 100 is"
          + " strong, 1 says nothing. No rule ever sees it; a person decides."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch interventions report",
      "  stillwatch interventions report iv-3 --data /var/lib/stillwatch",
    })
final class InterventionsReportCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private Served served = new Served();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Only this one, with all its pairs (default: all of them).")
  private Optional<String> id = Optional.empty();

  InterventionsReportCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    List<Intervention> all =
        Kept.in(served.settings(environment), store -> store.read(View::interventions)).stream()
            .filter(one -> id.isEmpty() || id.get().equals(one.id()))
            .toList();
    if (id.isPresent() && all.isEmpty()) {
      throw Failure.usage("there is no intervention " + id.get());
    }
    if (all.isEmpty()) {
      console.out().println("no interventions; docs/interventions.md says how to begin one");
    }
    boolean whole = true;
    for (Intervention one : all) {
      whole &= tell(one);
    }
    return (whole ? Exit.FINISHED : Exit.FAILED).code();
  }

  /// @return whether nothing was found to be wrong with it
  private boolean tell(Intervention one) {
    Sheet sheet = Sheet.of(one);
    console.out().println(line(one, sheet));
    sheet.protocol().stop().map(Stop::why).ifPresent(why -> say("ended early: " + why));
    if (id.isPresent()) {
      pairs(sheet.protocol());
    }
    if (sheet.protocol().seed().isEmpty()) {
      say("commitment " + sheet.protocol().commitment());
      return true;
    }
    Optional<String> wrong = wrong(sheet);
    say(wrong.map(why -> "WRONG: " + why).orElse("checked: seed, coins and e-value are right"));
    return wrong.isEmpty();
  }

  private static String line(Intervention one, Sheet sheet) {
    Standing now = sheet.standing();
    return String.format(
        Locale.ROOT,
        "%s  %s  %d of %d pairs, %d up, %d down, %d void  e = 10^%.2f  %,d requests put off%s",
        one.id(),
        one.campaign(),
        sheet.protocol().pairs().size(),
        sheet.protocol().design().timetable().pairs(),
        now.up(),
        now.down(),
        now.voided(),
        now.logE() / Math.log(10),
        sheet.tally().touched(),
        one.over() ? "  over" : "");
  }

  private static Optional<String> wrong(Sheet sheet) {
    try {
      boolean same = sheet.protocol().check().standing().equals(sheet.standing());
      return same ? Optional.empty() : Optional.of("its pairs give another e-value");
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void pairs(Protocol protocol) {
    for (int k = 0; k < protocol.pairs().size(); k++) {
      var pair = protocol.pairs().get(k);
      String found =
          pair.focal()
              .map(focal -> focal.first() + " and " + focal.second())
              .orElseGet(() -> "void: " + pair.around().voided().orElse(""));
      say("pair %d  untouched half %s".formatted(k + 1, found));
    }
  }

  private void say(String line) {
    console.out().println("  " + line);
  }
}
