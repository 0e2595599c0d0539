// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.cli.kit.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch policy`: holds `show`, `check` and `test`.
@Command(
    name = "policy",
    header = "Shows, checks and tries the policy of remedies; touches nobody.",
    footer = {
      "",
      "Examples:",
      "  stillwatch policy show > policy.toml",
      "  stillwatch policy check policy.toml",
      "  stillwatch policy test policy.toml found/",
    })
public final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command with those that it holds.
  public static CommandLine of(PolicyJobs jobs, Console console) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyShowCommand(jobs, console))
        .addSubcommand(new PolicyCheckCommand(jobs, console))
        .addSubcommand(new PolicyTestCommand(jobs, console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; policy takes show, check or test");
  }
}
