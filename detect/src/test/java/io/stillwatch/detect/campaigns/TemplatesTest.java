// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.UnionFind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against all pairs, on small boards.
class TemplatesTest {
  private static final int PEOPLE = 60;
  private static final int SCAFFOLDS = 40;

  private final Board board = Boards.of(PEOPLE, 100);
  private final List<BitSet> users = new ArrayList<>();
  private final List<Long> uses = new ArrayList<>();
  private Holdings holdings = new Holdings(board, new Population(board));

  private void use(BitSet some, Draw draw) {
    var nominating = new long[PEOPLE];
    var testing = new long[PEOPLE];
    long sum = 0;
    for (int i = 0; i < PEOPLE; i++) {
      nominating[i] = some.get(i) ? 1 + draw.nextInt(5) : 0;
      testing[i] = draw.nextInt(4);
      sum += nominating[i];
    }
    users.add(some);
    uses.add(sum);
    Boards.used(board, Kind.HEAD, users.size(), nominating, testing);
  }

  /// Sets of users that differ by a few from one of six.
  private void any(Draw draw, int most) {
    for (int a = 0; a < SCAFFOLDS; a++) {
      var some = new BitSet();
      int family = a % 6;
      some.set(6 * family, 6 * family + 20);
      for (int change = draw.nextInt(most + 1); change > 0; change--) {
        some.flip(draw.nextInt(PEOPLE));
      }
      use(some, draw);
    }
    holdings = new Holdings(board, new Population(board));
  }

  private List<Templates.Cluster> at(double jaccard) {
    var all = new BitSet();
    all.set(0, users.size());
    return new Templates(holdings, all).at(jaccard);
  }

  private double jaccard(int a, int b) {
    var both = (BitSet) users.get(a).clone();
    both.and(users.get(b));
    var either = (BitSet) users.get(a).clone();
    either.or(users.get(b));
    return both.cardinality() / (double) either.cardinality();
  }

  private UnionFind plain(double jaccard) {
    var groups = new UnionFind(users.size());
    for (int a = 0; a < users.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (jaccard(a, b) >= jaccard) {
          groups.union(a, b);
        }
      }
    }
    return groups;
  }

  @Test
  void itPutsTogetherOnlyWhatAllPairsPutTogether() {
    for (double jaccard : new double[] {0.8, 0.5}) {
      Seeds.each(
          60,
          draw -> {
            var one = new TemplatesTest();
            one.any(draw, 6);
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
            var one = new TemplatesTest();
            one.any(draw, 2);
            one.count(one.at(jaccard), jaccard, pairs);
          });
      assertThat(pairs[0]).as("pairs at %s", jaccard).isGreaterThan(19 * pairs[1] / 20);
      assertThat(pairs[1]).as("pairs in all").isGreaterThan(5_000);
    }
  }

  private void count(List<Templates.Cluster> clusters, double jaccard, int[] pairs) {
    var cluster = new int[SCAFFOLDS];
    for (int c = 0; c < clusters.size(); c++) {
      for (int a : clusters.get(c).scaffolds()) {
        cluster[a] = c;
      }
    }
    for (int a = 0; a < SCAFFOLDS; a++) {
      for (int b = 0; b < a; b++) {
        boolean together = cluster[a] == cluster[b];
        boolean twins = jaccard(a, b) >= jaccard;
        pairs[0] += twins && together ? 1 : 0;
        pairs[1] += twins ? 1 : 0;
        assertThat(together || !users.get(a).equals(users.get(b))).isTrue();
      }
    }
  }

  @Test
  void aClusterHasEveryUserOfItsScaffoldsAndTheUsesOfTheFirst() {
    Seeds.each(
        60,
        draw -> {
          var one = new TemplatesTest();
          one.any(draw, 5);
          var seen = new BitSet();
          for (Templates.Cluster c : one.at(0.5)) {
            var plain = new BitSet();
            for (int a : c.scaffolds()) {
              assertThat(seen.get(a)).as("scaffold %d twice", a).isFalse();
              seen.set(a);
              plain.or(one.users.get(a));
              assertThat(one.uses.get(a)).isLessThanOrEqualTo(c.uses());
            }
            assertThat(c.users()).isEqualTo(plain);
            assertThat(one.uses.get(c.scaffolds().getFirst())).isEqualTo(c.uses());
          }
          assertThat(seen.cardinality()).isEqualTo(SCAFFOLDS);
        });
  }

  @Test
  void aScaffoldThatMayNotBringPeopleTogetherIsInNoCluster() {
    any(new Draw(4), 5);
    var some = new BitSet();
    some.set(3, 17);
    List<Templates.Cluster> clusters = new Templates(holdings, some).at(0.5);
    assertThat(clusters.stream().mapToInt(c -> c.scaffolds().size()).sum()).isEqualTo(14);
    assertThat(clusters).allMatch(c -> c.scaffolds().stream().allMatch(some::get));
  }

  @Test
  void holdersInTheTestingHalfAloneBringNothingTogether() {
    long[] none = new long[PEOPLE];
    long[] left = Boards.each(PEOPLE, 3);
    java.util.Arrays.fill(left, 30, PEOPLE, 0);
    long[] right = Boards.each(PEOPLE, 3);
    java.util.Arrays.fill(right, 0, 30, 0);
    Boards.used(board, Kind.HEAD, 1, left, right);
    Boards.used(board, Kind.TAIL, 2, right, left);
    Boards.used(board, Kind.TOOLS, 3, none, left);
    holdings = new Holdings(board, new Population(board));
    users.addAll(List.of(new BitSet(), new BitSet(), new BitSet()));
    assertThat(at(0.5)).hasSize(3);
  }
}
