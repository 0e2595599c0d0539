// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch coalition`: holds `drill`.
@Command(
    name = "coalition",
    header = "Tries out what companies can see together that none of them sees alone.",
    footer = {"", "Examples:", "  stillwatch coalition drill"})
final class CoalitionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; coalition takes drill");
  }
}
