// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BipartiteTest {
  private static Touches.Holding thing(int id, Integer... accounts) {
    return new Touches.Holding(id, List.of(accounts));
  }

  @Test
  void theDensestBlockComesFirstAndTheNextIsAnother() {
    List<Touches.Holding> things = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      things.add(thing(i, 0, 1, 2, 3));
    }
    for (int i = 8; i < 11; i++) {
      things.add(thing(i, 5, 6, 7));
    }
    var graph = new Bipartite(9, things);

    Bipartite.Block first = graph.takeDensest();
    assertThat(first.accounts().stream()).containsExactly(0, 1, 2, 3);
    // 8 things of 4 accounts each: 32 ties of 1 / ln 9, over 12 nodes
    assertThat(first.density())
        .isEqualTo(32 / Math.log(9) / 12, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(graph.takeDensest().accounts().stream()).containsExactly(5, 6, 7);
  }

  @Test
  void nothingSharedIsNoBlock() {
    assertThat(new Bipartite(3, List.of()).takeDensest().accounts().isEmpty()).isTrue();
  }

  /// Greedy peeling reaches at least half of the best density.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void atLeastHalfAsDenseAsTheBestOfAllSets(long seed) {
    var chance = new SplittableRandom(seed);
    int accounts = 6;
    List<Touches.Holding> things = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<Integer> own =
          IntStream.range(0, accounts).filter(_ -> chance.nextInt(3) > 0).boxed().toList();
      if (own.size() > 1) {
        things.add(new Touches.Holding(i, own));
      }
    }
    double best = 0;
    for (int set = 1; set < 1 << (accounts + things.size()); set++) {
      best = Math.max(best, density(set, accounts, things));
    }

    double found = new Bipartite(accounts, things).takeDensest().density();

    assertThat(found).as("seed %d", seed).isBetween(best / 2, best + 1e-9);
  }

  private static double density(int set, int accounts, List<Touches.Holding> things) {
    double weight = 0;
    for (int i = 0; i < things.size(); i++) {
      if ((set >> (accounts + i) & 1) == 1) {
        List<Integer> own = things.get(i).accounts();
        weight += own.stream().filter(a -> (set >> a & 1) == 1).count() / Math.log(5 + own.size());
      }
    }
    return weight / Integer.bitCount(set);
  }
}
