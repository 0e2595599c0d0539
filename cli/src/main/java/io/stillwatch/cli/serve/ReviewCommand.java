// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.respond.ReviewReport;
import io.stillwatch.server.decide.Calibration;
import io.stillwatch.server.settings.BadSetting;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch review`: what reviewers found of what serve decided.
@Command(
    name = "review",
    header = "Says how often reviewers found decisions of serve wrong.",
    footer = {
      "",
      "Examples:",
      "  stillwatch review report",
      "  stillwatch review report --json > reviews.json",
      "",
      "People review decisions by POST /v1/decisions/{id}/review; docs/policy.md says what",
      "follows from it.",
    })
public final class ReviewCommand implements Runnable {
  private final Console console;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  public ReviewCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; review takes report");
  }

  @Command(
      name = "report",
      header = "Counts reviews by rule, family of evidence and e-value, beside what was promised.",
      description = {
        "Shares are exact intervals of 95% confidence (Clopper and Pearson). They mean something",
        "if the reviewed decisions were drawn at random. A rule that is wrong more often than was",
        "promised is named; nothing is changed."
      })
  int report(
      @Mixin Served served,
      @Option(names = "--json", fallbackValue = "true", description = "Print one object.")
          boolean json)
      throws IOException {
    Settings settings = served.settings(environment);
    double promised = promised(settings);
    ReviewReport report =
        Kept.in(settings, store -> store.read(view -> Calibration.report(view, promised)));
    console.out().print(json ? ReviewText.json(report) : ReviewText.plain(report));
    return Exit.FINISHED.code();
  }

  private static double promised(Settings settings) {
    try {
      return Calibration.promised(settings);
    } catch (BadSetting e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
