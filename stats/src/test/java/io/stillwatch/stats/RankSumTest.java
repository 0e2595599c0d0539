// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankSumTest {
  @Test
  void everyWayToChooseIsCountedWithTies() {
    var draw = new Draw(5);
    for (int round = 0; round < 50; round++) {
      double[] values = new double[9];
      Arrays.setAll(values, i -> draw.nextInt(5));
      double[] higher = Arrays.copyOf(values, 3);
      assertThat(RankSum.p(higher, Arrays.copyOfRange(values, 3, 9)))
          .isCloseTo(counted(values), within(1e-12));
    }
  }

  /// By trying all 84 choices of three.
  private static double counted(double[] values) {
    int ways = 0;
    int reached = 0;
    for (int set = 0; set < 1 << values.length; set++) {
      if (Integer.bitCount(set) == 3) {
        ways++;
        reached += won(values, set) >= won(values, 0b111) ? 1 : 0;
      }
    }
    return reached / (double) ways;
  }

  private static double won(double[] values, int set) {
    double won = 0;
    for (int a = 0; a < values.length; a++) {
      for (int b = 0; b < values.length; b++) {
        if ((set >> a & 1) == 1 && (set >> b & 1) == 0) {
          won += values[a] > values[b] ? 1 : values[a] == values[b] ? 0.5 : 0;
        }
      }
    }
    return won;
  }

  @Test
  void anEmptySideSaysNothingAndTooManyAreRefused() {
    assertThat(RankSum.p(new double[0], new double[] {1, 2})).isEqualTo(1);
    assertThat(RankSum.p(new double[] {3}, new double[] {1, 2})).isCloseTo(1 / 3.0, within(1e-12));
    assertThatThrownBy(() -> RankSum.p(new double[401], new double[1]))
        .hasMessageContaining("at most 400");
  }
}
