// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.LogLines;
import io.stillwatch.cli.kit.Reporting;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.server.coalition.Detectors;
import io.stillwatch.share.stix.Detector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch coalition drill`: three companies on this machine.
@Command(
    name = "drill",
    header = "Plays a campaign that is split over three companies, each below its own line.",
    description =
        "Makes a world, gives each of three companies a part of its customers, and a hub to all of"
            + " them. Each tells the others in blind tokens what fell short of its line; each"
            + " measures that among its own customers; together the evidence crosses. Then the same"
            + " without a campaign. Every byte that leaves a company is kept and searched.",
    footer = {
      "",
      "Examples:",
      "  stillwatch coalition drill",
      "  stillwatch coalition drill --seed 6 --json",
      "",
      "Exit code 1 when something is not as it should be. docs/coalition.md says what the numbers",
      "mean.",
    })
final class CoalitionDrillCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "23",
      description = "Which world (default: 23).")
  private long seed = 23;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "stillwatch-coalition",
      description =
          "A new or empty folder for the world and the companies (default: stillwatch-coalition).")
  private Path out = Path.of("stillwatch-coalition");

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  CoalitionDrillCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    prepareOut();
    LogLines.off();
    Detector detector = Detectors.own(DetectConfig.standard().falseDiscovery());
    CoalitionReport report =
        Reporting.during(
            console, false, progress -> CoalitionDrill.play(out, seed, detector, progress));
    console
        .out()
        .print(
            json
                ? new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report)
                    + "\n"
                : CoalitionText.of(report));
    return report.passed() ? Exit.FINISHED.code() : Exit.FAILED.code();
  }

  private void prepareOut() throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw Failure.usage("--out is " + out + ", a file; it takes a folder");
    }
    Files.createDirectories(out);
    try (var entries = Files.list(out)) {
      if (entries.findAny().isPresent()) {
        throw Failure.usage("--out is " + out + ", which is not empty; name a new folder");
      }
    }
  }
}
