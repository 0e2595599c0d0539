// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.model.Family;
import io.stillwatch.model.Window;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Gamma;
import org.junit.jupiter.api.Test;

class RegrowthTest {
  private static double poisson(int k, double mean) {
    return Math.exp(k * Math.log(mean) - mean - Gamma.lgamma(k + 1.0));
  }

  /// Both counts drawn at one rate, summed over all of them: no part of the promise rests on the
  /// strangers' rate being known.
  private static double expectation(double rate, double exposure, double before) {
    double sum = 0;
    for (int n0 = 0; n0 < 150; n0++) {
      for (int x = 0; x < 150; x++) {
        double chance = poisson(n0, rate * before) * poisson(x, rate * exposure);
        sum += chance * Math.exp(new Regrowth(x, exposure, n0, before).logE());
      }
    }
    return sum;
  }

  @Test
  void theExpectationIsAtMostOneWhateverTheRate() {
    for (double rate : new double[] {0.01, 0.1, 0.5, 1}) {
      for (double exposure : new double[] {1, 7, 28}) {
        assertThat(expectation(rate, exposure, 60)).isLessThanOrEqualTo(1 + 1e-9);
      }
    }
  }

  @Test
  void anyoneMayLookAnyDay() {
    Draw draw = new Draw(31);
    int runs = 20_000;
    double[] bars = {20, 100, 1000};
    int[] reached = new int[3];
    for (int run = 0; run < runs; run++) {
      long before = Chance.poisson(draw, 0.5 * 60);
      long x = 0;
      double top = 0;
      for (int day = 1; day <= 28; day++) {
        x += Chance.poisson(draw, 0.5);
        top = Math.max(top, new Regrowth(x, day, before, 60).logE());
      }
      for (int i = 0; i < 3; i++) {
        reached[i] += top >= Math.log(bars[i]) ? 1 : 0;
      }
    }
    for (int i = 0; i < 3; i++) {
      double slack = 4 * Math.sqrt(1 / bars[i] / runs);
      assertThat((double) reached[i] / runs).isLessThan(1 / bars[i] + slack);
    }
  }

  /// 40 accounts closed, strangers of the kind one in five days: how many must come back in a week?
  @Test
  void fifteenThatComeBackInAWeekAreEnough() {
    assertThat(log10E(3)).isNegative();
    assertThat(log10E(10)).isBetween(1.0, 3.0);
    assertThat(log10E(15)).isBetween(4.0, 6.0);
  }

  private static double log10E(int returned) {
    return new Regrowth(returned, 7, 12, 60).logE() / Math.log(10);
  }

  @Test
  void asManyAsAlwaysIsNoEvidence() {
    assertThat(new Regrowth(1, 7, 12, 60).logE()).isNegative();
    assertThat(new Regrowth(0, 0, 0, 60).logE()).isCloseTo(0, within(1e-12));
  }

  @Test
  void theEvidenceSaysWhatWasCounted() {
    var evidence = new Regrowth(15, 7, 12, 60).evidence(new Window(0, 1));

    assertThat(evidence.family()).isEqualTo(Family.E8);
    assertThat(evidence.says())
        .isEqualTo(
            "15 new accounts of the closed ones' kind in 7.0 days; otherwise at most 2.66 would");
    assertThat(evidence.nullModel()).contains("12 signups", "60.0 days", "99%");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Regrowth(-1, 7, 12, 60));
    assertThatIllegalArgumentException().isThrownBy(() -> new Regrowth(1, 7, 12, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Regrowth(1, Double.NaN, 12, 60));
  }
}
