// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.arena.WorldRequest.Attacker;
import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Positive;
import io.stillwatch.cli.kit.Reporting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch arena write`: a world, as logs and labels.
@Command(
    name = "write",
    header = "Writes a world: logs for a scan, and labels that only a score may read.",
    footer = {
      "",
      "Examples:",
      "  stillwatch arena write --preset demo --seed 7 --out world/",
      "  stillwatch arena write --preset large --accounts 1000000 --out large/",
      "  stillwatch arena write --preset frontier --rate 4 --out frontier/",
      "",
      "Same options, same seed, same bytes.",
    })
final class ArenaWriteCommand implements Callable<Integer> {
  private final ArenaJobs jobs;
  private final Console console;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      required = true,
      description =
          "The kind of world: demo, standard, large, honest, standard-honest, hard-honest,"
              + " frontier (one attacker of --levels), or a campaign by itself:"
              + " easy, medium, hard, reasoning-harvest, code-harvest, judge-loop, cleaner,"
              + " agent-trace, relay, task-synthesis, mixed-cover, thin, hydra.")
  private String preset = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which world of that kind (default: 1).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for logs and labels.")
  private Path out = Path.of("");

  @Mixin private Material material = new Material();

  @Mixin private Size size = new Size();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Where parameters are drawn from: development or sealed (default: development).")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--levels",
      paramLabel = "LEVELS",
      description =
          "For frontier: what the attacker does, see arena levels (default: the strongest mix it"
              + " can afford, R3+R5+R6+R7+R8+R9+R10+R11).")
  private Optional<String> levels = Optional.empty();

  @Option(
      names = "--hostile",
      paramLabel = "N",
      description = "For frontier: how many accounts the attacker has (default: 240).")
  private Optional<Integer> hostile = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "For frontier: its mean requests an account and day (default: 4).")
  private Optional<Double> rate = Optional.empty();

  ArenaWriteCommand(ArenaJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    var request = size.of(material.world(preset, seed, out)).with(split, attacker());
    World world = Reporting.during(console, false, line -> jobs.write(request, line));
    console.out().println(world.exchanges() + " exchanges written; labels: " + world.labels());
    world.attackers().forEach(console.out()::println);
    return Exit.FINISHED.code();
  }

  private Optional<Attacker> attacker() {
    if (preset.equals("frontier")) {
      int accounts = Positive.of("--hostile", hostile).orElse(240);
      String mix = levels.orElse("R3+R5+R6+R7+R8+R9+R10+R11");
      return Optional.of(new Attacker(mix, accounts, rate.orElse(4.0)));
    }
    if (levels.isPresent() || hostile.isPresent() || rate.isPresent()) {
      throw Failure.usage("--levels, --hostile and --rate belong to --preset frontier");
    }
    return Optional.empty();
  }
}
