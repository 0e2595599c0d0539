// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.score.Score;
import io.stillwatch.detect.DetectConfig.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Scans worlds as a whole and with each part of detection left out, and prints what that changed,
/// as Markdown; `bench/scoreboard.sh --ablations` calls it.
///
/// Usage: `java -cp bench/target/bench.jar io.stillwatch.bench.Ablations --work DIR --workers N`,
/// and each once or more `--graded WORLD --honest WORLD`.
public final class Ablations {
  static final String WHOLE = "whole";

  private final Path work;
  private final List<String> parts = new ArrayList<>(List.of(WHOLE));

  private Ablations(Path work) {
    this.work = work;
    for (Part part : Part.values()) {
      parts.add(part.name());
    }
  }

  /// One scan that was made.
  private record Made(Path found, Score score) {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    System.out.print(new Ablations(Path.of(options.one("work"))).page(options));
  }

  private String page(Options options) throws IOException {
    List<Path> graded = options.all("graded").stream().map(Path::of).toList();
    List<Path> worlds = new ArrayList<>(graded);
    options.all("honest").stream().map(Path::of).forEach(worlds::add);
    List<Callable<Made>> jobs = new ArrayList<>();
    for (String part : parts) {
      worlds.forEach(world -> jobs.add(() -> made(part, world)));
    }
    List<Made> made = Scans.all(options.number("workers"), jobs);
    List<Ablation> rows = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      List<Made> own = made.subList(i * worlds.size(), (i + 1) * worlds.size());
      rows.add(row(parts.get(i), own, graded.size()));
    }
    return AblationTable.text(rows);
  }

  private Made made(String part, Path world) throws IOException {
    System.err.println("ablation " + part + ": " + world.getFileName());
    Path found = work.resolve(part).resolve(world.getFileName());
    String[] without = part.equals(WHOLE) ? new String[0] : new String[] {"--without", part};
    Scans.scan(world, found, without);
    return new Made(found, Arena.score(found, world.resolve("labels")));
  }

  /// @param graded how many of the scans, from the first, are of graded worlds
  private static Ablation row(String part, List<Made> scans, int graded) throws IOException {
    Ablation row = new Ablation(part);
    for (Made scan : scans.subList(0, graded)) {
      row.graded().add(scan.score());
      row.found(scan.found());
    }
    scans.subList(graded, scans.size()).forEach(scan -> row.honest().add(scan.score()));
    return row;
  }
}
