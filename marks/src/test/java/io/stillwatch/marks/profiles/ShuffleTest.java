// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The fast forms of PyTorch's permutation, held to the plain one.
class ShuffleTest {
  @Test
  void listsAreThoseOfThePlainPermutation() {
    var random = new SplittableRandom(6);
    for (int run = 0; run < 300; run++) {
      int seed = random.nextInt();
      int n = 2 + random.nextInt(run < 200 ? 50 : 3000);
      int count = random.nextInt(n + 1);
      var shuffle = new Shuffle(n, count);
      BitSet plain = plain(seed, n, count);

      assertThat(BitSet.valueOf(shuffle.values(seed))).as("%d of %d", count, n).isEqualTo(plain);
      for (int i = 0; i < 60; i++) {
        int value = random.nextInt(n);
        assertThat(shuffle.holds(seed, value))
            .as("%d among %d of %d, seed %d", value, count, n, seed)
            .isEqualTo(plain.get(value));
      }
    }
  }

  @Test
  void aVocabularyOfARealModelAgreesToo() {
    int n = 100_277;
    var shuffle = new Shuffle(n, n / 4);
    BitSet plain = plain(77, n, n / 4);

    assertThat(BitSet.valueOf(shuffle.values(77))).isEqualTo(plain);
    for (int value = 0; value < n; value += 997) {
      assertThat(shuffle.holds(77, value)).isEqualTo(plain.get(value));
    }
  }

  @Test
  void whatIsNoTokenIsInNoList() {
    assertThat(new Shuffle(50, 40).holds(1, 50)).isFalse();
    assertThat(GreenLists.has(new Shuffle(50, 40).values(1), 700)).isFalse();
  }

  @Test
  void listsThatWereDroppedAreMadeAgainAndFewAreKept() {
    var shuffle = new Shuffle(500, 125);
    var lists = new GreenLists(100, 10, shuffle, context -> 7 * context);
    var random = new SplittableRandom(2);
    for (int i = 0; i < 5000; i++) {
      int context = random.nextInt(120);
      int token = random.nextInt(500);
      assertThat(lists.green(context, token)).isEqualTo(shuffle.holds(7 * context, token));
      assertThat(lists.size()).isLessThanOrEqualTo(10);
    }
    assertThat(lists.size()).isEqualTo(10);
    assertThat(lists.after(3)).isEqualTo(shuffle.values(21)).isSameAs(lists.after(3));
  }

  private static BitSet plain(int seed, int n, int count) {
    var bits = new BitSet(n);
    for (int value : Permutation.first(seed, n, count)) {
      bits.set(value);
    }
    return bits;
  }
}
