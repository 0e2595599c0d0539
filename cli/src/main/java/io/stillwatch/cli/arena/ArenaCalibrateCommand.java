// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch arena calibrate`: where the detectors from the literature draw their lines.
@Command(
    name = "calibrate",
    header = "Finds thresholds for arena baseline on honest worlds.",
    description =
        "For each detector, the lowest threshold at which it accuses at most a share of honest"
            + " accounts. Use worlds of the kind, size and length that will be graded, of other"
            + " seeds, and never the graded world itself.",
    footer = {
      "",
      "Examples:",
      "  stillwatch arena write --preset standard-honest --seed 101 --out honest/",
      "  stillwatch arena calibrate honest/ --out lines.csv",
    })
final class ArenaCalibrateCommand implements Callable<Integer> {
  private final ArenaJobs jobs;
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "WORLD", description = "Logs of honest worlds.")
  private List<Path> worlds = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "File for the thresholds.")
  private Path out = Path.of("");

  @Option(
      names = "--budget",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Share of honest accounts that may be accused (default: 0.001).")
  private double budget = .001;

  ArenaCalibrateCommand(ArenaJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!(budget >= 0 && budget < 1)) {
      throw Failure.usage("--budget is " + budget + "; it takes a share, 0 or more and below 1");
    }
    console
        .out()
        .println(jobs.calibrate(new CalibrationRequest(worlds, budget, out)).stripTrailing());
    return Exit.FINISHED.code();
  }
}
