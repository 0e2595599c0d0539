// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.cli.kit.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch coalition`: holds `drill`.
@Command(
    name = "coalition",
    header = "Tries out what companies can see together that none of them sees alone.",
    footer = {"", "Examples:", "  stillwatch coalition drill"})
public final class CoalitionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command with those that it holds.
  public static CommandLine of(Console console) {
    return new CommandLine(new CoalitionCommand())
        .addSubcommand(new CoalitionDrillCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; coalition takes drill");
  }
}
