// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `stillwatch arena levels`: what evasion costs.
@Command(
    name = "levels",
    header = "Says what each level of evasion costs an attacker.",
    description = {
      "For a pool of 3,500 accounts over 30 days, none busier than 20 requests a day: what the pool"
          + " still takes, as a share; dollars for a million requests that take something; days of"
          + " one engineer. Prices are assumptions, see docs/formats/arena.md."
    },
    footer = {"", "Examples:", "  stillwatch arena levels"})
final class ArenaLevelsCommand implements Callable<Integer> {
  private final ArenaJobs jobs;
  private final Console console;

  ArenaLevelsCommand(ArenaJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println(jobs.levels().stripTrailing());
    return Exit.FINISHED.code();
  }
}
