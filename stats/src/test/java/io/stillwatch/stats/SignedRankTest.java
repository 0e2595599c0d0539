// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignedRankTest {
  /// 1, 2, .., n all positive: one of 2^n outcomes.
  @Test
  void theMostExtremeOfAllOutcomesHasTheirShare() {
    assertThat(SignedRank.p(new double[] {1, 2, 3, 4, 5})).isCloseTo(1 / 32.0, within(1e-15));
    assertThat(SignedRank.p(new double[] {-1, 2, 3, 4, 5})).isCloseTo(2 / 32.0, within(1e-15));
    assertThat(SignedRank.p(new double[] {-1, -2})).isEqualTo(1);
  }

  @Test
  void tiesAreCountedAsEveryOutcomeSaysAndZerosAreNot() {
    var draw = new Draw(3);
    for (int round = 0; round < 50; round++) {
      double[] some = new double[8];
      Arrays.setAll(some, i -> draw.nextInt(7) - 3);
      assertThat(SignedRank.p(some)).isCloseTo(counted(some), within(1e-12));
    }
  }

  /// By trying all 2^8 signs on Walsh averages: half of pairs (i <= j) with a positive sum.
  private static double counted(double[] values) {
    double[] there = Arrays.stream(values).filter(v -> v != 0).toArray();
    int reached = 0;
    for (int signs = 0; signs < 1 << there.length; signs++) {
      double[] flipped = there.clone();
      for (int i = 0; i < there.length; i++) {
        flipped[i] = (signs >> i & 1) == 1 ? there[i] : -there[i];
      }
      reached += walsh(flipped) >= walsh(there) ? 1 : 0;
    }
    return reached / (double) (1 << there.length);
  }

  private static double walsh(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i; j < values.length; j++) {
        sum += values[i] + values[j] > 0 ? 1 : values[i] + values[j] == 0 ? i == j ? 0 : 0.5 : 0;
      }
    }
    return sum;
  }

  @Test
  void tooManyAreRefused() {
    double[] many = new double[401];
    Arrays.setAll(many, i -> i + 1);
    assertThatThrownBy(() -> SignedRank.p(many)).hasMessageContaining("at most 400");
    assertThat(SignedRank.p(new double[0])).isEqualTo(1);
  }
}
