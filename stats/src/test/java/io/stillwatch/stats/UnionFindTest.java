// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnionFindTest {
  /// The plain twin: every element wears the smallest number of its set.
  private static void join(int[] label, int a, int b) {
    int low = Math.min(label[a], label[b]);
    int high = Math.max(label[a], label[b]);
    for (int i = 0; i < label.length; i++) {
      label[i] = label[i] == high ? low : label[i];
    }
  }

  @Test
  void agreesWithRelabelling() {
    Seeds.each(
        200,
        draw -> {
          int n = 1 + draw.nextInt(60);
          int[] label = new int[n];
          for (int i = 0; i < n; i++) {
            label[i] = i;
          }
          UnionFind sets = new UnionFind(n);
          for (int step = draw.nextInt(2 * n); step > 0; step--) {
            int a = draw.nextInt(n);
            int b = draw.nextInt(n);
            assertThat(sets.union(a, b)).isEqualTo(label[a] != label[b]);
            join(label, a, b);
          }
          check(sets, label);
        });
  }

  private static void check(UnionFind sets, int[] label) {
    int[] number = sets.components();
    int distinct = (int) Arrays.stream(label).distinct().count();
    assertThat(sets.sets()).isEqualTo(distinct);
    for (int a = 0; a < label.length; a++) {
      int mine = label[a];
      assertThat(sets.size(a)).isEqualTo((int) Arrays.stream(label).filter(l -> l == mine).count());
      for (int b = 0; b < label.length; b++) {
        boolean together = label[a] == label[b];
        assertThat(sets.find(a) == sets.find(b)).isEqualTo(together);
        assertThat(number[a] == number[b]).isEqualTo(together);
      }
    }
    assertThat(Arrays.stream(number).max().orElse(-1)).isEqualTo(distinct - 1);
  }

  @Test
  void setsAreNumberedByTheirSmallestElement() {
    UnionFind sets = new UnionFind(6);
    sets.union(5, 1);
    sets.union(4, 2);
    sets.union(2, 5);
    assertThat(sets.components()).containsExactly(0, 1, 1, 2, 1, 1);
    assertThat(sets.find(0)).isZero();
  }

  @Test
  void aLongChainIsWalkedWithoutDepth() {
    int n = 300_000;
    UnionFind sets = new UnionFind(n);
    for (int i = 1; i < n; i++) {
      sets.union(i, i - 1);
    }
    assertThat(sets.size(17)).isEqualTo(n);
    assertThat(sets.sets()).isEqualTo(1);
  }
}
