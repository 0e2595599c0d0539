// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EBhTest {
  /// The plain twin: tries every k, counts.
  private static int plain(double[] logE, double q) {
    int best = 0;
    for (int k = 1; k <= logE.length; k++) {
      int reach = 0;
      for (double e : logE) {
        reach += e >= Math.log(logE.length / (q * k)) ? 1 : 0;
      }
      best = reach >= k ? k : best;
    }
    return best;
  }

  @Test
  void agreesWithThePlainTwin() {
    Seeds.each(
        500,
        draw -> {
          double[] logE = new double[draw.nextInt(40)];
          for (int i = 0; i < logE.length; i++) {
            logE[i] = draw.nextInt(3) == 0 ? draw.nextInt(8) : 12 * draw.nextDouble() - 3;
          }
          double q = 0.01 + 0.5 * draw.nextDouble();
          int k = EBh.reject(logE, q);
          assertThat(k).isEqualTo(plain(logE, q));
          boolean[] rejected = EBh.rejected(logE, q);
          int count = 0;
          double least = Double.POSITIVE_INFINITY;
          double most = Double.NEGATIVE_INFINITY;
          for (int i = 0; i < logE.length; i++) {
            count += rejected[i] ? 1 : 0;
            least = rejected[i] ? Math.min(least, logE[i]) : least;
            most = rejected[i] ? most : Math.max(most, logE[i]);
          }
          assertThat(count).isEqualTo(k);
          assertThat(most).isLessThan(least);
          assertThat(OnlineFdr.offline(logE, q)).hasSize(k);
        });
  }

  @Test
  void aHandExample() {
    double[] logE = {Math.log(50), Math.log(11), Math.log(500), Math.log(2)};
    assertThat(EBh.reject(logE, 0.1)).isEqualTo(2);
    assertThat(EBh.rejected(logE, 0.1)).containsExactly(true, false, true, false);
    assertThat(OnlineFdr.offline(logE, 0.1)).containsExactly(0, 2);
    assertThat(EBh.reject(new double[0], 0.1)).isZero();
    assertThat(EBh.reject(new double[5], 0.1)).isZero();
  }

  @Test
  void correlatedMembersKeepTheFalseShareFarBelowItsLimit() {
    Draw draw = new Draw(91);
    double fdr = 0;
    double power = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      double shared = Chance.normal(draw);
      double[] logE = new double[50];
      for (int i = 0; i < 50; i++) {
        double z = 0.7 * shared + Math.sqrt(0.51) * Chance.normal(draw) + (i < 15 ? 4 : 0);
        logE[i] = 4 * z - 8;
      }
      boolean[] rejected = EBh.rejected(logE, 0.1);
      int wrong = 0;
      int right = 0;
      for (int i = 0; i < 50; i++) {
        wrong += rejected[i] && i >= 15 ? 1 : 0;
        right += rejected[i] && i < 15 ? 1 : 0;
      }
      fdr += wrong / (double) Math.max(1, wrong + right) / runs;
      power += right / 15.0 / runs;
    }
    assertThat(fdr).isLessThan(0.02);
    assertThat(power).isGreaterThan(0.6);
  }

  /// The worst dependence there is: with probability q exactly k of K, any k, stand exactly at the
  /// line for k, so that each e-value has a mean of 1. All are false; the limit is reached.
  @Test
  void theWorstDependenceReachesTheLimitAndDoesNotPassIt() {
    Draw draw = new Draw(92);
    int runs = 40_000;
    double q = 0.1;
    int any = 0;
    double[] mean = new double[20];
    for (int run = 0; run < runs; run++) {
      double[] logE = new double[20];
      Arrays.fill(logE, Double.NEGATIVE_INFINITY);
      if (draw.nextDouble() < q) {
        int k = 1 + draw.nextInt(20);
        for (int i : draw.sample(20, k)) {
          logE[i] = Math.log(20 / (q * k)) + 1e-12;
          mean[i] += Math.exp(logE[i]) / runs;
        }
      }
      any += EBh.reject(logE, q) > 0 ? 1 : 0;
    }
    double error = Math.sqrt(q * (1 - q) / runs);
    assertThat(any / (double) runs).isBetween(q - 4 * error, q + 4 * error);
    assertThat(Arrays.stream(mean).average().orElseThrow()).isBetween(0.9, 1.1);
  }

  /// Hypotheses that are never looked at may be left in at e = 0: that only raises the bar.
  @Test
  void askingMoreHypothesesOfNothingRaisesTheBar() {
    double[] logE = {Math.log(500), Math.log(450)};
    assertThat(EBh.reject(logE, 0.01)).isEqualTo(2);
    double[] more = Arrays.copyOf(logE, 20);
    Arrays.fill(more, 2, 20, Double.NEGATIVE_INFINITY);
    assertThat(EBh.reject(more, 0.01)).isZero();
  }

  @Test
  void aRateThatIsNoneAndAnEvidenceThatIsNoneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> EBh.reject(new double[1], 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EBh.reject(new double[] {Double.NaN, 1}, 0.1));
    assertThat(EBh.reject(new double[] {Double.POSITIVE_INFINITY}, 0.1)).isEqualTo(1);
    assertThat(Math.abs(EBh.reject(new double[] {Math.log(10)}, 0.1) - 1.0))
        .isCloseTo(0, within(0.0));
  }
}
