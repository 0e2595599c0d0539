// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.arena.Material;
import io.stillwatch.cli.arena.Score;
import io.stillwatch.cli.arena.World;
import io.stillwatch.cli.arena.WorldRequest;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Reporting;
import io.stillwatch.cli.scan.ScanRequest;
import io.stillwatch.cli.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch demo`: a world with known truth, scanned and scored.
@Command(
    name = "demo",
    header = "Makes a world with known truth, scans it, and says how that went.",
    description =
        "Writes the logs of a small world of honest and hostile accounts, scans them without"
            + " looking at the truth, and compares.",
    footer = {
      "",
      "Examples:",
      "  stillwatch demo",
      "  stillwatch demo --seed 7 --out demo/",
      "",
      "Same seed, same world, same finding.",
    })
final class DemoCommand implements Callable<Integer> {
  private static final Set<String> OURS = Set.of("world", "found");

  private final Rooms rooms;
  private final Console console;

  @Mixin private Material material = new Material();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "stillwatch-out",
      description = "Folder for world/ and found/ (default: stillwatch-out).")
  private Path out = Path.of("stillwatch-out");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which world (default: 1).")
  private long seed = 1;

  DemoCommand(Rooms rooms, Console console) {
    this.rooms = rooms;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOut();
    World world = Reporting.during(console, false, line -> rooms.write(world(), line));
    var request = ScanRequest.of(world.logs(), out.resolve("found"));
    ScanResult result = Reporting.during(console, false, line -> rooms.scan(request, line));
    Score score = rooms.score(request.out(), world.labels());
    console.out().println(result.summary(console.colour(), console.width()).stripTrailing());
    console.out().println();
    console.out().println("against the known truth:");
    console.out().println(score.text().stripTrailing());
    console.out().println();
    console.out().println("report: " + result.report());
    return Exit.FINISHED.code();
  }

  private WorldRequest world() {
    return material.world("demo", seed, out.resolve("world"));
  }

  private void checkOut() throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw Failure.usage("--out is " + out + ", a file; it takes a folder");
    }
    try (var entries = Files.list(out)) {
      List<Path> strange = entries.filter(e -> !OURS.contains(e.getFileName() + "")).toList();
      if (!strange.isEmpty()) {
        throw Failure.usage(
            out
                + " holds "
                + strange.getFirst().getFileName()
                + "; give --out a folder of its own");
      }
    }
  }
}
