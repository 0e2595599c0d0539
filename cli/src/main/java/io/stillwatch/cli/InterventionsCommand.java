// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

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
final class InterventionsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; interventions takes simulate or report");
  }
}
