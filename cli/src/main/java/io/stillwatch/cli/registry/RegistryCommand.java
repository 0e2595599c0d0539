// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.registry;

import io.stillwatch.cli.kit.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch registry`: holds `build`.
@Command(
    name = "registry",
    header = "Keeps what is public from tying accounts together.",
    footer = {
      "",
      "Examples:",
      "  stillwatch registry build benchmarks/ --out public.registry",
    })
public final class RegistryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command with those that it holds.
  public static CommandLine of(Console console) {
    return new CommandLine(new RegistryCommand()).addSubcommand(new RegistryBuildCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; registry takes build");
  }
}
