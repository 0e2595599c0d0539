// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch arena baseline`: a detector from the literature, on a world.
@Command(
    name = "baseline",
    header = "Runs a detector from the literature on a world.",
    description =
        "Writes accounts.csv and campaigns.jsonl in the form of a scan, so that arena score grades"
            + " both alike. Labels are not read.",
    footer = {
      "",
      "Examples:",
      "  stillwatch arena baseline --list",
      "  stillwatch arena baseline volume world/ --out volume/",
      "  stillwatch arena baseline volume world/ --thresholds lines.csv --out volume/",
    })
final class ArenaBaselineCommand implements Callable<Integer> {
  private final ArenaJobs jobs;
  private final Console console;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which detector.")
  private Optional<String> name = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WORLD",
      description = "The logs of a world, in the order of time.")
  private Optional<Path> world = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the findings, outside the world.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--thresholds",
      paramLabel = "FILE",
      description =
          "Where to draw the line, as arena calibrate writes it (default: lines found on honest"
              + " worlds of the standard kind).")
  private Optional<Path> thresholds = Optional.empty();

  @Option(names = "--list", fallbackValue = "true", description = "Say which there are.")
  private boolean list;

  ArenaBaselineCommand(ArenaJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      console.out().println(jobs.baselines().stripTrailing());
      return Exit.FINISHED.code();
    }
    String which = name.orElseThrow(() -> missing("a detector's name, see --list"));
    Path logs = world.orElseThrow(() -> missing("the folder of a world"));
    Path folder = out.orElseThrow(() -> missing("--out, a folder for the findings"));
    int accused = jobs.baseline(new BaselineRequest(which, logs, folder, thresholds));
    console.out().println(which + " accuses " + accused + " accounts; see " + folder);
    return Exit.FINISHED.code();
  }

  private static Failure missing(String what) {
    return Failure.usage("arena baseline needs " + what);
  }
}
