// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CalibratorsTest {
  /// The integral of e(p) over p from 0 to 1, with p = exp(-u), by Simpson's rule up to u = most.
  private static double integral(DoubleUnaryOperator logE, double most) {
    int n = 200_000;
    double h = most / n;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double u = i * h;
      double f = Math.exp(logE.applyAsDouble(Math.exp(-u)) - u);
      sum += f * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return sum * h / 3;
  }

  @Test
  void bothCalibratorsIntegrateToOne() {
    for (double kappa : new double[] {0.1, 0.5, 0.9}) {
      double tail = Math.exp(-700 * kappa);
      assertThat(integral(p -> Calibrators.logPower(p, kappa), 700) + tail)
          .isCloseTo(1, within(1e-8));
    }
    assertThat(integral(Calibrators::logMixture, 700) + 1.0 / 700).isCloseTo(1, within(1e-6));
  }

  @Test
  void theMixtureIsTheFormulaAsPrinted() {
    for (double p = 0.001; p < 0.99; p += 0.01) {
      double log = Math.log(p);
      assertThat(Calibrators.mixture(p))
          .isCloseTo((1 - p + p * log) / (p * log * log), within(1e-9 / p));
    }
    assertThat(Calibrators.mixture(1)).isCloseTo(0.5, within(1e-15));
    assertThat(Calibrators.mixture(1 - 1e-9)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void theSeriesAndTheFormulaMeet() {
    double below = Calibrators.logAdjustedMaximum(1e-2 - 1e-12);
    double above = Calibrators.logAdjustedMaximum(1e-2 + 1e-12);
    assertThat(above).isCloseTo(below, within(1e-11));
  }

  @Test
  void theMixtureIsTheAverageOfThePowers() {
    for (double p : new double[] {1e-8, 0.003, 0.4, 0.9}) {
      double sum = 0;
      int n = 20_000;
      for (int i = 0; i < n; i++) {
        sum += Calibrators.power(p, (i + 0.5) / n) / n;
      }
      assertThat(Calibrators.mixture(p) / sum).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void tenThousandPermutationsGiveAtMostFiftyOr118() {
    assertThat(Calibrators.power(1e-4, 0.5)).isCloseTo(50, within(1e-9));
    assertThat(Calibrators.mixture(1e-4)).isCloseTo(118, within(0.5));
  }

  @Test
  void smallerPIsMoreEvidenceAndZeroIsInfinite() {
    double before = Double.NEGATIVE_INFINITY;
    for (double p = 1; p > 1e-300; p /= 3) {
      assertThat(Calibrators.logMixture(p)).isGreaterThan(before);
      before = Calibrators.logMixture(p);
    }
    assertThat(Calibrators.mixture(0)).isInfinite();
    assertThat(Calibrators.power(0, 0.5)).isInfinite();
  }

  @Test
  void uniformPValuesKeepThePromise() {
    Calibration.of(100_000, 51, d -> Calibrators.logMixture(1 - d.nextDouble())).keepsItsTails();
    Calibration.of(100_000, 52, d -> Calibrators.logPower(1 - d.nextDouble(), 0.7))
        .keepsItsPromise();
  }

  @Test
  void anAdjustedMaximumOfAHundredMillionIsWorth290000() {
    double adjusted = Math.exp(Calibrators.logAdjustedMaximum(Math.log(1e8)));
    assertThat(adjusted).isCloseTo(2.947e5, within(1e3));
    assertThat(Calibrators.logAdjustedMaximum(1e5)).isFinite();
  }

  @Test
  void theBestMomentOfAWalkKeepsItsPromiseOnceAdjusted() {
    Calibration.of(
            5000,
            53,
            draw -> {
              double log = 0;
              double top = 0;
              for (int step = 0; step < 200; step++) {
                log += draw.nextBoolean() ? Math.log(1.5) : Math.log(0.5);
                top = Math.max(top, log);
              }
              return Calibrators.logAdjustedMaximum(top);
            })
        .keepsItsPromise();
  }

  @Test
  void theSoftRankIsTheShareOfTheTested() {
    assertThat(Calibrators.softRank(6, new double[] {1, 2, 3})).isEqualTo(2);
    assertThat(Calibrators.softRank(0, new double[] {1})).isZero();
    assertThat(Calibrators.softRank(0, new double[3])).isEqualTo(1);
    assertThat(Calibrators.softRank(9, new double[99])).isEqualTo(100);
    assertThat(Calibrators.logSoftRank(9, new double[99])).isCloseTo(Math.log(100), within(1e-12));
    assertThat(Calibrators.logSoftRank(0, new double[] {1})).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void softRanksOfExchangeableScoresAverageExactlyOne() {
    Draw draw = new Draw(54);
    double[] scores = new double[40];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(2 * Chance.normal(draw));
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double[] others = scores.clone();
      others[i] = 0;
      double[] placebo = Arrays.stream(others).filter(t -> t > 0).toArray();
      sum += Calibrators.softRank(scores[i], placebo) / scores.length;
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void softRanksKeepTheirPromiseWithHeavyTails() {
    Calibration run =
        Calibration.of(
            20_000,
            55,
            draw -> {
              double[] placebo = new double[199];
              for (int b = 0; b < placebo.length; b++) {
                placebo[b] = Math.exp(Chance.normal(draw));
              }
              return Calibrators.logSoftRank(Math.exp(Chance.normal(draw)), placebo);
            });
    run.keepsItsPromise();
    assertThat(run.tails()[0]).isLessThan(0.01);
  }

  /// Twelve weeks of days; every account works on most weekdays and on few weekend days.
  private static boolean[][] weekendRhythm(Draw draw) {
    boolean[][] active = new boolean[4][84];
    for (boolean[] days : active) {
      for (int d = 0; d < 84; d++) {
        days[d] = draw.nextDouble() < (d % 7 < 5 ? 0.8 : 0.1);
      }
    }
    return active;
  }

  private static int together(boolean[][] active, int[] shift) {
    int days = 0;
    for (int a = 0; a < active.length; a++) {
      for (int b = a + 1; b < active.length; b++) {
        for (int d = 0; d < 84; d++) {
          days += active[a][(d + shift[a]) % 84] && active[b][(d + shift[b]) % 84] ? 1 : 0;
        }
      }
    }
    return days;
  }

  private static double alarms(int step, long seed) {
    Draw draw = new Draw(seed);
    int alarms = 0;
    for (int group = 0; group < 200; group++) {
      boolean[][] active = weekendRhythm(draw);
      double[] placebo = new double[99];
      for (int b = 0; b < placebo.length; b++) {
        int[] shift = new int[4];
        for (int a = 0; a < 4; a++) {
          shift[a] = step * draw.nextInt(84 / step);
        }
        placebo[b] = together(active, shift);
      }
      double seen = together(active, new int[4]);
      long atLeast = Arrays.stream(placebo).filter(one -> one >= seen).count();
      alarms += (1.0 + atLeast) / (placebo.length + 1) <= 0.05 ? 1 : 0;
    }
    return alarms / 200.0;
  }

  @Test
  void shiftingByDaysAccusesTheWeekendAndShiftingByWeeksDoesNot() {
    assertThat(alarms(1, 56)).isGreaterThan(0.9);
    assertThat(alarms(7, 57)).isLessThan(0.05 + 4 * Math.sqrt(0.05 * 0.95 / 200));
  }

  @Test
  void whatIsNoPValueOrScoreIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrators.mixture(1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrators.mixture(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrators.power(0.5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrators.logAdjustedMaximum(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Calibrators.softRank(-1, new double[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibrators.softRank(1, new double[] {Double.POSITIVE_INFINITY}));
  }
}
