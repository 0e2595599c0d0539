// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.score.Score;
import io.stillwatch.arena.score.Score.InnocentScore;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the world, scans it, and scores the scan.
///
/// @param work where worlds and findings are put; they are removed again
/// @param honest how many honest accounts there are beside the attacker's
/// @param days how long the log is
/// @param split where parameters of worlds come from
record ArenaWatch(Path work, int honest, int days, Split split) implements Watch {
  private static final Corpus CORPUS = Corpus.own();
  private static final Shapes SHAPES = Shapes.published();

  @Override
  public Seen look(Pool pool, double rate, long seed) throws IOException {
    Path folder = Files.createTempDirectory(work, "world-");
    try {
      Path world = folder.resolve("world");
      Path found = folder.resolve("found");
      Arena.write(spec(pool, rate, seed), CORPUS, SHAPES, world, _ -> {});
      Scans.scan(world, found);
      return seen(Arena.score(found, world.resolve("labels")));
    } finally {
      Scans.remove(folder);
    }
  }

  private WorldSpec spec(Pool pool, double rate, long seed) {
    WorldSpec usual = WorldSpec.frontier(pool.campaign(rate), seed, split);
    return usual.withPopulation(usual.population().of(honest + pool.accounts())).withDays(days);
  }

  private static Seen seen(Score score) {
    return new Seen(
        score.accounts().hit() + score.accounts().missed(),
        score.accounts().hit(),
        score.innocents().stream().mapToInt(InnocentScore::accounts).sum(),
        score.accounts().wronged());
  }
}
