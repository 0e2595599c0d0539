// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import io.stillwatch.cli.arena.ArenaJobs;
import io.stillwatch.cli.arena.Material;
import io.stillwatch.cli.arena.Size;
import io.stillwatch.cli.arena.WorldRequest;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Positive;
import io.stillwatch.cli.kit.Reporting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch drill`: a world with known truth, played live against a server.
@Command(
    name = "drill",
    header = "Plays a world with known truth against a live server, and measures how fast it acts.",
    description =
        "Starts stillwatch serve as a process of its own, hands in a world's exchanges as fast as"
            + " they are taken, and watches the API and a gateway's port for what follows. The"
            + " server is stopped at the end; its log and its data stay in --out.",
    footer = {
      "",
      "Examples:",
      "  stillwatch drill",
      "  stillwatch drill --accounts 500 --days 3 --out drill/",
      "",
      "docs/drill.md says what the numbers mean.",
    })
public final class DrillCommand implements Callable<Integer> {
  private final ArenaJobs jobs;
  private final Console console;

  @Mixin private Material material = new Material();

  @Mixin private Size size = new Size();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "The kind of world, as arena write takes it (default: demo).")
  private String preset = "demo";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which world of that kind (default: 1).")
  private long seed = 1;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Exchanges a second at most (default: as fast as they are taken).")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "stillwatch-drill",
      description = "A new or empty folder for world and server (default: stillwatch-drill).")
  private Path out = Path.of("stillwatch-drill");

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  public DrillCommand(ArenaJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    WorldRequest request = world();
    int most = Positive.of("--rate", rate).orElse(Integer.MAX_VALUE);
    prepareOut();
    DrillReport report =
        Reporting.during(
            console,
            false,
            line -> new Drill(out, DrillTraffic.of(jobs.write(request, line), most)).play(line));
    console.out().print(json ? report.json() : DrillText.of(report));
    return Exit.FINISHED.code();
  }

  private WorldRequest world() {
    return size.of(material.world(preset, seed, out.resolve("world")));
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
