// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OnlineFdrTest {
  @Test
  void theSharesSumToLessThanOne() {
    double sum = 0;
    int n = 2_000_000;
    for (int t = 1; t <= n; t++) {
      sum += OnlineFdr.share(t);
    }
    // The rest is at most the integral from n: 0.0772 * 2 * Gamma(4, s), s = sqrt(log n).
    double s = Math.sqrt(Math.log(n));
    double rest = 0.07720838 * 2 * 6 * Gamma.regularizedQ(4, s);
    assertThat(sum + rest).isLessThan(1).isCloseTo(0.976, within(0.002));
  }

  @Test
  void theFirstThresholdsAtOnePercent() {
    OnlineFdr fdr = new OnlineFdr(0.01);
    long[] index = {1, 10, 100, 1000, 10_000, 100_000};
    double[] expected = {1.9e3, 2.6e4, 2.4e5, 2.6e6, 2.9e7, 3.3e8};
    for (int i = 0; i < index.length; i++) {
      assertThat(fdr.threshold(index[i]) / expected[i]).isCloseTo(1, within(0.03));
      assertThat(fdr.logThreshold(index[i]))
          .isCloseTo(Math.log(fdr.threshold(index[i])), within(1e-12));
    }
  }

  @Test
  void aRejectionStandsAndLowersTheOtherBars() {
    OnlineFdr fdr = new OnlineFdr(0.01);
    double before = fdr.threshold(7);
    assertThat(fdr.test(3, Math.log(1e3))).isFalse();
    assertThat(fdr.test(3, Math.log(1e6))).isTrue();
    assertThat(fdr.threshold(7)).isCloseTo(before / 2, within(1e-9 * before));
    assertThat(fdr.test(3, Math.log(2))).isTrue();
    assertThat(fdr.rejections()).isEqualTo(1);
    assertThat(fdr.test(9, Math.log(1e7))).isTrue();
    assertThat(fdr.rejected()).containsExactly(3, 9);
  }

  @Test
  void aRestoredRunGoesOnAsTheFirst() {
    Seeds.each(
        50,
        draw -> {
          OnlineFdr first = new OnlineFdr(0.05);
          for (int t = 1; t <= 30; t++) {
            first.test(t, 20 * draw.nextDouble());
          }
          OnlineFdr second = new OnlineFdr(0.05);
          second.restore(first.rejected());
          for (int t = 1; t <= 60; t++) {
            double logE = 20 * draw.nextDouble();
            assertThat(second.test(t, logE)).isEqualTo(first.test(t, logE));
          }
          assertThat(second.rejected()).isEqualTo(first.rejected());
        });
  }

  @Test
  void theFalseShareStaysBelowItsLimitUnderDependence() {
    Draw draw = new Draw(101);
    double fdr = 0;
    double found = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      OnlineFdr online = new OnlineFdr(0.1);
      double shared = Chance.normal(draw);
      int wrong = 0;
      for (int t = 1; t <= 60; t++) {
        boolean guilty = draw.nextInt(5) == 0;
        double z = 0.7 * shared + Math.sqrt(0.51) * Chance.normal(draw) + (guilty ? 5 : 0);
        boolean rejected = online.test(t, 4 * z - 8);
        wrong += rejected && !guilty ? 1 : 0;
      }
      fdr += wrong / (double) Math.max(1, online.rejections()) / runs;
      found += online.rejections() / (double) runs;
    }
    assertThat(fdr).isLessThan(0.1);
    assertThat(found).isGreaterThan(3);
  }

  /// The worst e-values there are: each is exactly at its line, or 0, with a mean of 1. The
  /// adversary knows all lines and all rejections, and a few true findings have lowered the lines.
  @Test
  void whoKnowsEveryLineGetsTheShareThatIsPromisedAndNoMore() {
    for (int findings : new int[] {0, 1, 5}) {
      Draw draw = new Draw(103);
      int runs = 4000;
      double fdr = 0;
      for (int run = 0; run < runs; run++) {
        OnlineFdr online = new OnlineFdr(0.1);
        int wrong = 0;
        for (int t = 1; t <= 1000; t++) {
          double line = online.logThreshold(t);
          boolean finding = t <= findings;
          double logE = finding || draw.nextDouble() < Math.exp(-line) ? line : -1e9;
          wrong += online.test(t, logE) && !finding ? 1 : 0;
        }
        fdr += wrong / (double) Math.max(1, online.rejections()) / runs;
      }
      double error = Math.sqrt(0.1 * 0.9 / runs);
      assertThat(fdr).as("%d findings", findings).isBetween(0.02, 0.1 + 3 * error);
    }
  }

  /// One event decides all: either nothing, or every hypothesis from some moment on is at its line.
  @Test
  void hypothesesThatFallTogetherKeepTheLimitToo() {
    Draw draw = new Draw(104);
    int runs = 20_000;
    int any = 0;
    for (int run = 0; run < runs; run++) {
      OnlineFdr online = new OnlineFdr(0.1);
      double chance = draw.nextDouble();
      for (int t = 1; t <= 100; t++) {
        double line = online.logThreshold(t);
        online.test(t, chance < Math.exp(-line) ? line : -1e9);
      }
      any += online.rejections() > 0 ? 1 : 0;
    }
    assertThat(any / (double) runs).isLessThan(0.1);
  }

  @Test
  void fiftyClustersMayBeWatchedContinuously() {
    Draw draw = new Draw(102);
    double fdr = 0;
    int runs = 600;
    for (int run = 0; run < runs; run++) {
      OnlineFdr online = new OnlineFdr(0.1);
      double[] logE = new double[51];
      boolean[] wrong = new boolean[51];
      for (int day = 0; day < 60; day++) {
        for (int t = 1; t <= 50; t++) {
          boolean guilty = t % 5 == 0;
          logE[t] += 0.4 * (Chance.normal(draw) + (guilty ? 0.4 : 0)) - 0.08;
          wrong[t] |= online.test(t, logE[t]) && !guilty;
        }
      }
      int count = 0;
      for (boolean w : wrong) {
        count += w ? 1 : 0;
      }
      fdr += count / (double) Math.max(1, online.rejections()) / runs;
    }
    assertThat(fdr).isLessThan(0.05);
  }

  @Test
  void whatIsNoRateIndexOrEvidenceIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OnlineFdr(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new OnlineFdr(1.5));
    OnlineFdr fdr = new OnlineFdr(0.01);
    assertThatIllegalArgumentException().isThrownBy(() -> fdr.threshold(0));
    assertThatIllegalArgumentException().isThrownBy(() -> fdr.test(1, Double.NaN));
  }
}
