// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch arena`: holds `write`, `levels`, `score`, `baseline` and `calibrate`.
@Command(
    name = "arena",
    header = "Writes worlds with known truth, and scores scans and baselines on them.",
    footer = {
      "",
      "Examples:",
      "  stillwatch arena write --preset demo --seed 7 --out world/",
      "  stillwatch arena score found/ world/labels/",
    })
public final class ArenaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command with those that it holds.
  public static CommandLine of(ArenaJobs jobs, Console console) {
    return new CommandLine(new ArenaCommand())
        .addSubcommand(new ArenaWriteCommand(jobs, console))
        .addSubcommand(new ArenaLevelsCommand(jobs, console))
        .addSubcommand(new ArenaScoreCommand(jobs, console))
        .addSubcommand(new ArenaBaselineCommand(jobs, console))
        .addSubcommand(new ArenaCalibrateCommand(jobs, console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; arena takes write, levels, score, baseline or calibrate");
  }
}
