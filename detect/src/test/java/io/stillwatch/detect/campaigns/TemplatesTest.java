// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.UnionFind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against all pairs, on small boards.
class TemplatesTest {
  @Test
  void itPutsTogetherOnlyWhatAllPairsPutTogether() {
    for (double jaccard : new double[] {0.8, 0.5}) {
      Seeds.each(
          60,
          draw -> {
            Twins one = Twins.any(draw, 6);
            UnionFind plain = one.plain(jaccard);
            for (Templates.Cluster c : one.at(jaccard)) {
              int first = c.scaffolds().getFirst();
              assertThat(c.scaffolds()).allMatch(a -> plain.find(a) == plain.find(first));
            }
          });
    }
  }

  @Test
  void ofTwinsWhoseUsersHardlyDifferItMissesLessThanOneInTwentyAndNoneThatAreEqual() {
    for (double jaccard : new double[] {0.8, 0.5}) {
      int[] pairs = new int[2];
      Seeds.each(
          60,
          draw -> {
            Twins one = Twins.any(draw, 2);
            count(one, jaccard, pairs);
          });
      assertThat(pairs[0]).as("pairs at %s", jaccard).isGreaterThan(19 * pairs[1] / 20);
      assertThat(pairs[1]).as("pairs in all").isGreaterThan(5_000);
    }
  }

  private static void count(Twins one, double jaccard, int[] pairs) {
    List<Templates.Cluster> clusters = one.at(jaccard);
    var cluster = new int[Twins.SCAFFOLDS];
    for (int c = 0; c < clusters.size(); c++) {
      for (int a : clusters.get(c).scaffolds()) {
        cluster[a] = c;
      }
    }
    for (int a = 0; a < Twins.SCAFFOLDS; a++) {
      for (int b = 0; b < a; b++) {
        boolean together = cluster[a] == cluster[b];
        boolean twins = one.jaccard(a, b) >= jaccard;
        pairs[0] += twins && together ? 1 : 0;
        pairs[1] += twins ? 1 : 0;
        assertThat(together || !one.users.get(a).equals(one.users.get(b))).isTrue();
      }
    }
  }

  @Test
  void aClusterHasEveryUserOfItsScaffoldsAndTheUsesOfTheFirst() {
    Seeds.each(
        60,
        draw -> {
          Twins one = Twins.any(draw, 5);
          var seen = new BitSet();
          for (Templates.Cluster c : one.at(0.5)) {
            var plain = new BitSet();
            for (int a : c.scaffolds()) {
              assertThat(seen.get(a)).as("scaffold %d twice", a).isFalse();
              seen.set(a);
              plain.or(one.users.get(a));
              assertThat(one.uses.get(a)).isLessThanOrEqualTo(c.uses());
            }
            assertThat(c.users()).isEqualTo(Boards.set(plain));
            assertThat(one.uses.get(c.scaffolds().getFirst())).isEqualTo(c.uses());
          }
          assertThat(seen.cardinality()).isEqualTo(Twins.SCAFFOLDS);
        });
  }

  @Test
  void aScaffoldThatMayNotBringPeopleTogetherIsInNoCluster() {
    Holdings holdings = Twins.any(new Draw(4), 5).holdings;
    IntSet some = Boards.range(3, 17);
    List<Templates.Cluster> clusters = new Templates(holdings, some).at(0.5);
    assertThat(clusters.stream().mapToInt(c -> c.scaffolds().size()).sum()).isEqualTo(14);
    assertThat(clusters).allMatch(c -> c.scaffolds().stream().allMatch(some::contains));
  }

  @Test
  void holdersInTheTestingHalfAloneBringNothingTogether() {
    Board board = Boards.of(60, 100);
    long[] none = new long[60];
    long[] left = Boards.each(60, 3);
    Arrays.fill(left, 30, 60, 0);
    long[] right = Boards.each(60, 3);
    Arrays.fill(right, 0, 30, 0);
    Boards.used(board, Kind.HEAD, 1, left, right);
    Boards.used(board, Kind.TAIL, 2, right, left);
    Boards.used(board, Kind.TOOLS, 3, none, left);
    var holdings = new Holdings(board, new Population(board));
    assertThat(new Templates(holdings, Boards.range(0, 3)).at(0.5)).hasSize(3);
  }
}
