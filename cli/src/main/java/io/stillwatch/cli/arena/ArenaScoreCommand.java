// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch arena score`: a finding against the truth.
@Command(
    name = "score",
    header = "Compares what a scan found with what is true.",
    footer = {
      "",
      "Examples:",
      "  stillwatch arena score found/ world/labels/",
      "  stillwatch arena score found/ world/labels/ --json",
    })
final class ArenaScoreCommand implements Callable<Integer> {
  private final ArenaJobs jobs;
  private final Console console;

  @Parameters(index = "0", paramLabel = "SCAN_DIR", description = "The --out folder of a scan.")
  private Path scan = Path.of("");

  @Parameters(index = "1", paramLabel = "LABELS_DIR", description = "The labels of its world.")
  private Path labels = Path.of("");

  @Option(names = "--json", fallbackValue = "true", description = "Print the score as JSON.")
  private boolean json;

  ArenaScoreCommand(ArenaJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkFolder(scan, "the --out folder of a scan");
    checkFolder(labels, "the labels of a world");
    Score score = jobs.score(scan, labels);
    console.out().println((json ? score.json() : score.text()).stripTrailing());
    return Exit.FINISHED.code();
  }

  private static void checkFolder(Path folder, String what) {
    if (!Files.isDirectory(folder)) {
      throw Failure.unusable(folder + " is not a folder; name " + what);
    }
  }
}
