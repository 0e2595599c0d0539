// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CoinPairsTest {
  /// The plain twin: eight products, averaged.
  private static double plain(int[] signs) {
    double sum = 0;
    for (double b = 0.2; b < 0.95; b += 0.1) {
      double product = 1;
      for (int s : signs) {
        product *= 1 + b * s;
      }
      sum += product / 8;
    }
    return sum;
  }

  private static int[] signs(Draw draw, int n) {
    int[] signs = new int[n];
    for (int k = 0; k < n; k++) {
      signs[k] = draw.nextInt(3) - 1;
    }
    return signs;
  }

  @Test
  void agreesWithThePlainTwin() {
    Seeds.each(
        200,
        draw -> {
          int[] signs = signs(draw, draw.nextInt(40));
          double expected = plain(signs);
          assertThat(Math.exp(CoinPairs.logE(signs)) / expected).isCloseTo(1, within(1e-10));
        });
  }

  @Test
  void theExpectationOverAllCoinsIsExactlyOne() {
    for (int pairs = 0; pairs <= 12; pairs++) {
      double sum = 0;
      for (int coins = 0; coins < 1 << pairs; coins++) {
        int up = Integer.bitCount(coins);
        sum += Math.exp(CoinPairs.logE(up, pairs - up)) / (1 << pairs);
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void thePathEndsWhereTheWholeIs() {
    Seeds.each(
        50,
        draw -> {
          int[] signs = signs(draw, 1 + draw.nextInt(30));
          double[] path = CoinPairs.path(signs);
          for (int k = 0; k < signs.length; k++) {
            assertThat(path[k]).isEqualTo(CoinPairs.logE(Arrays.copyOf(signs, k + 1)));
          }
        });
    assertThat(CoinPairs.path(new int[0])).isEmpty();
  }

  /// Traffic with a long memory; the coin decides which slot of a pair counts as treated.
  private static int[] coins(Draw draw, int pairs, double moved) {
    double level = 0;
    int[] signs = new int[pairs];
    for (int k = 0; k < pairs; k++) {
      level = 0.9 * level + 0.44 * Chance.normal(draw);
      double first = level + 0.3 * Chance.normal(draw);
      level = 0.9 * level + 0.44 * Chance.normal(draw);
      double second = level + 0.3 * Chance.normal(draw);
      signs[k] = (int) Math.signum((draw.nextBoolean() ? first - second : second - first) + moved);
    }
    return signs;
  }

  @Test
  void onTrafficWithMemoryAnyoneMayLookAtAnyTime() {
    Calibration run =
        Calibration.of(
            20_000,
            61,
            draw -> Math.max(0, Arrays.stream(CoinPairs.path(coins(draw, 60, 0))).max().orElse(0)));
    run.keepsItsTails();
    assertThat(run.tails()[0]).isBetween(0.015, 0.05);
  }

  @Test
  void trafficThatMovesToTheUntouchedIsFoundInTwentyPairs() {
    Draw draw = new Draw(62);
    double[] found = new double[301];
    for (int run = 0; run < found.length; run++) {
      found[run] = Logs.log10(CoinPairs.logE(coins(draw, 20, 1.2)));
    }
    Arrays.sort(found);
    assertThat(found[150]).isGreaterThan(2);
  }

  /// The chance that fair coins ever bring e to a bar within 200 pairs, without simulation: mass
  /// moves over the grid of (up, down) and is taken out where e stands at the bar.
  private static double everReaches(double bar) {
    double[] mass = {1};
    double reached = 0;
    for (int pairs = 1; pairs <= 200; pairs++) {
      double[] next = new double[pairs + 1];
      for (int up = 0; up < pairs; up++) {
        next[up] += mass[up] / 2;
        next[up + 1] += mass[up] / 2;
      }
      for (int up = 0; up <= pairs; up++) {
        if (CoinPairs.logE(up, pairs - up) >= Math.log(bar)) {
          reached += next[up];
          next[up] = 0;
        }
      }
      mass = next;
    }
    return reached;
  }

  @Test
  void theChanceToEverReachABarIsExactlyBelowItsInverse() {
    for (double bar : new double[] {20, 100, 1000, 1e4}) {
      assertThat(everReaches(bar)).as("P(sup e >= %s)", bar).isBetween(0.2 / bar, 1 / bar);
    }
  }

  @Test
  void theSumIsRankedAmongAllOutcomesOfTheCoins() {
    Seeds.each(
        60,
        draw -> {
          long[] d = new long[draw.nextInt(11)];
          for (int k = 0; k < d.length; k++) {
            d[k] = draw.nextInt(9) - 4;
          }
          assertThat(CoinPairs.sumP(d)).isCloseTo(plainSumP(d), within(1e-12));
        });
  }

  private static double plainSumP(long[] d) {
    long bar = Arrays.stream(d).sum();
    int reached = 0;
    for (int coins = 0; coins < 1 << d.length; coins++) {
      long sum = 0;
      for (int k = 0; k < d.length; k++) {
        sum += (coins >> k & 1) == 0 ? d[k] : -d[k];
      }
      reached += sum >= bar ? 1 : 0;
    }
    return (double) reached / (1 << d.length);
  }

  @Test
  void fortyPairsAreCountedWholeAndMoreAreRefused() {
    long[] d = new long[40];
    Arrays.fill(d, 3);
    assertThat(CoinPairs.sumP(d)).isEqualTo(0x1p-40);
    d[7] = -3;
    assertThat(CoinPairs.sumP(d)).isEqualTo(41 * 0x1p-40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoinPairs.sumP(Arrays.stream(new long[41]).map(x -> 1).toArray()));
  }

  @Test
  void theSignTestIsTheBinomialTail() {
    assertThat(CoinPairs.signP(0, 0)).isEqualTo(1);
    assertThat(CoinPairs.signP(0, 9)).isCloseTo(1, within(1e-12));
    assertThat(CoinPairs.signP(15, 5)).isCloseTo(21_700 / 1_048_576.0, within(1e-12));
    assertThat(CoinPairs.signP(300, 100) / 1.2959434534860383e-24).isCloseTo(1, within(1e-9));
  }

  @Test
  void noSeriesOfPairsGivesMoreThanItsCeiling() {
    assertThat(CoinPairs.logE(20, 0)).isLessThan(20 * Math.log(1.9));
    assertThat(CoinPairs.logE(20, 0)).isGreaterThan(20 * Math.log(1.9) - Math.log(8));
    assertThat(CoinPairs.logE(0, 10)).isNegative();
    assertThat(CoinPairs.logE(0, 0)).isCloseTo(0, within(1e-12));
  }

  @Test
  void whatIsNoSignIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> CoinPairs.logE(new int[] {2}));
    assertThatIllegalArgumentException().isThrownBy(() -> CoinPairs.path(new int[] {-2}));
    assertThatIllegalArgumentException().isThrownBy(() -> CoinPairs.logE(-1, 2));
  }
}
