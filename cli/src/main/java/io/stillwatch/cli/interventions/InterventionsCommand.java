// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import io.stillwatch.cli.kit.Console;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch interventions`: holds `simulate` and `report`.
@Command(
    name = "interventions",
    header = "Shows what throttling by the toss of a coin would prove, and cost.",
    footer = {
      "",
      "Examples:",
      "  stillwatch interventions simulate",
      "  stillwatch interventions simulate --pairs 40 --accounts 30",
      "  stillwatch interventions report",
    })
public final class InterventionsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command with those that it holds.
  public static CommandLine of(
      InterventionsJobs jobs, Console console, Map<String, String> environment) {
    return new CommandLine(new InterventionsCommand())
        .addSubcommand(new InterventionsSimulateCommand(jobs, console))
        .addSubcommand(new InterventionsReportCommand(console, environment));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; interventions takes simulate or report");
  }
}
