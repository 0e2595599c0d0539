// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.stats.Mix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Many pairs at once are counted as one by one.
class PairsTest {
  @Test
  void manyAtOnceAreCountedAsOneByOneAlsoWhenThereIsNoRoom() {
    var random = new SplittableRandom(5);
    for (int capacity : new int[] {1, 700, 1_000_000}) {
      var plain = new Pairs(capacity);
      var fast = new Pairs(capacity);
      for (int block = 0; block < 20; block++) {
        int n = random.nextInt(900);
        long[] hashes = random.longs(n, 1, 600).map(Mix::mix64).toArray();
        int[] counts = new int[n];
        fast.add(hashes, n, counts);
        for (int i = 0; i < n; i++) {
          assertThat(counts[i]).isEqualTo(plain.add(hashes[i]));
        }
      }
    }
  }

  @Test
  void whatIsExcludedNeverCounts() {
    var pairs = new Pairs(1000);
    pairs.exclude(Mix.mix64(7));
    int[] counts = new int[2];
    pairs.add(new long[] {Mix.mix64(7), Mix.mix64(8)}, 2, counts);

    assertThat(counts[0]).isGreaterThan(Weights.MOST);
    assertThat(counts[1]).isEqualTo(1);
  }
}
