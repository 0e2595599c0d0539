// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;

class EvenSplitTest {
  /// The formula as it stands in the book, over another gamma function.
  private static double plain(long[] c, double a) {
    long n = Arrays.stream(c).sum();
    double log = LogGamma.value(c.length * a) - LogGamma.value(c.length * a + n);
    for (long x : c) {
      log += LogGamma.value(a + x) - LogGamma.value(a);
    }
    return log;
  }

  private static double plainLogE(long[] c, double alpha0) {
    long n = Arrays.stream(c).sum();
    double equal = -n * Math.log(c.length);
    return Logs.logSumExp(
            equal, plain(c, Math.max(20, 8 * alpha0)), plain(c, Math.max(5, 2 * alpha0)))
        - Math.log(3)
        - plain(c, alpha0);
  }

  private static List<long[]> compositions(int members, int total) {
    List<long[]> all = new ArrayList<>();
    fill(new long[members], 0, total, all);
    return all;
  }

  private static void fill(long[] c, int at, int left, List<long[]> all) {
    if (at == c.length - 1) {
      c[at] = left;
      all.add(c.clone());
      return;
    }
    for (int x = 0; x <= left; x++) {
      c[at] = x;
      fill(c, at + 1, left - x, all);
    }
  }

  private static double sequences(long[] c) {
    double log = Gamma.lgamma(Arrays.stream(c).sum() + 1.0);
    for (long x : c) {
      log -= Gamma.lgamma(x + 1.0);
    }
    return log;
  }

  /// Expectation of e over all sequences of 8 events of 4 members, exactly.
  private static double expected(double truth, double alpha0) {
    double sum = 0;
    for (long[] c : compositions(4, 8)) {
      sum += Math.exp(sequences(c) + plain(c, truth) + EvenSplit.logE(c, alpha0));
    }
    return sum;
  }

  @Test
  void theExpectationIsExactlyOneWhenTheTruthIsAlpha0() {
    for (double alpha0 : new double[] {0.3, 1, 2.5, 8}) {
      assertThat(expected(alpha0, alpha0)).as("alpha0 = %s", alpha0).isCloseTo(1, within(1e-10));
    }
  }

  @Test
  void aMoreUnevenTruthIsSafeAndAMoreEvenOneIsNot() {
    assertThat(expected(0.5, 1)).isBetween(0.26, 0.78);
    assertThat(expected(0.3, 1)).isBetween(0.26, 0.78);
    assertThat(expected(2, 1)).isBetween(1.4, 2.9);
    assertThat(expected(5, 1)).isBetween(1.4, 2.9);
    for (double truth = 0.05; truth < 1; truth += 0.05) {
      assertThat(expected(truth, 1)).as("truth %s", truth).isLessThan(1);
    }
  }

  @Test
  void aMoreUnevenTruthIsSafeUnderABoundAboveTheUsualAlternativesToo() {
    for (double alpha0 : new double[] {6, 12, 40}) {
      for (double truth = 0.1; truth < alpha0; truth *= 1.5) {
        assertThat(expected(truth, alpha0)).as("%s under %s", truth, alpha0).isLessThan(1);
      }
    }
  }

  @Test
  void agreesWithTheFormulaOverAnotherGammaFunction() {
    Seeds.each(
        300,
        draw -> {
          long[] c = new long[1 + draw.nextInt(50)];
          int most = draw.nextBoolean() ? 10 : 5000;
          for (int i = 0; i < c.length; i++) {
            c[i] = draw.nextInt(most);
          }
          double alpha0 = Math.exp(6 * draw.nextDouble() - 3);
          double expected = plainLogE(c, alpha0);
          double slack = 1e-9 * (1 + Math.abs(plain(c, alpha0)));
          assertThat(EvenSplit.logE(c, alpha0)).isCloseTo(expected, within(slack));
        });
  }

  @Test
  void fiveBinsMultiplyUpToTheTotals() {
    Seeds.each(
        100,
        draw -> {
          int m = 2 + draw.nextInt(30);
          long[] before = new long[m];
          double sum = 0;
          for (int bin = 0; bin < 5; bin++) {
            long[] now = new long[m];
            for (int i = 0; i < m; i++) {
              now[i] = draw.nextInt(12);
            }
            sum += EvenSplit.logStep(now, before, 1);
            for (int i = 0; i < m; i++) {
              before[i] += now[i];
            }
          }
          double whole = EvenSplit.logE(before, 1);
          assertThat(sum).isCloseTo(whole, within(1e-11 * (100 + Math.abs(whole))));
        });
  }

  @Test
  void thePredictiveProbabilitiesOfABinSumToOne() {
    long[] before = {3, 0, 7};
    for (double alpha : new double[] {0.2, 1, 20}) {
      double sum = 0;
      for (long[] c : compositions(3, 5)) {
        sum += Math.exp(sequences(c) + EvenSplit.logPredictive(c, before, alpha));
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void multiplyingMarginalsOfBinsIsInvalidBecauseHabitsPersist() {
    Draw draw = new Draw(5);
    double wrong = 0;
    double right = 0;
    int runs = 4000;
    for (int run = 0; run < runs; run++) {
      double[] p = Chance.dirichlet(draw, 4, 1);
      long[] total = new long[4];
      double product = 0;
      for (int bin = 0; bin < 10; bin++) {
        long[] c = Chance.multinomial(draw, p, 8);
        product += EvenSplit.logE(c, 1);
        for (int i = 0; i < 4; i++) {
          total[i] += c[i];
        }
      }
      wrong += Math.exp(product) / runs;
      right += Math.exp(EvenSplit.logE(total, 1)) / runs;
    }
    assertThat(wrong).isGreaterThan(20);
    assertThat(right).isLessThan(1.5);
  }

  @Test
  void keepsItsPromiseUnderTheNullAtTotals() {
    Calibration.of(
            30_000,
            11,
            draw -> {
              double[] p = Chance.dirichlet(draw, 20, 1);
              return EvenSplit.logE(Chance.multinomial(draw, p, 100), 1);
            })
        .keepsItsPromise();
  }

  @Test
  void keepsItsPromiseWithPersonalConcentrationBelowAlpha0() {
    Calibration.of(
            20_000,
            12,
            draw -> {
              double[] p = Chance.dirichlet(draw, 10, 0.3 + 0.7 * draw.nextDouble());
              return EvenSplit.logE(Chance.multinomial(draw, p, 60), 1);
            })
        .keepsItsPromise();
  }

  @Test
  void anyoneMayLookAtAnyTime() {
    Calibration.of(
            6000,
            13,
            draw -> {
              double[] upTo = Chance.cumulative(Chance.dirichlet(draw, 8, 1));
              long[] counts = new long[8];
              double top = 0;
              for (int event = 0; event < 60; event++) {
                counts[Chance.pick(draw, upTo)]++;
                top = Math.max(top, EvenSplit.logE(counts, 1));
              }
              return top;
            })
        .keepsItsTails();
  }

  @Test
  void lognormalHabitsOfSigmaOneNeverReachTenThousand() {
    Draw draw = new Draw(14);
    for (int run = 0; run < 5000; run++) {
      double[] w = new double[20];
      for (int i = 0; i < w.length; i++) {
        w[i] = Math.exp(1.2 * Chance.normal(draw));
      }
      long[] c = Chance.multinomial(draw, Chance.normalised(w), 200);
      assertThat(EvenSplit.logE(c, 1)).isLessThan(Math.log(1e4));
    }
  }

  @Test
  void aHundredAccountsSplitAtRandomAreFoundWithThreeHundredExchanges() {
    Draw draw = new Draw(15);
    double[] even = new double[100];
    Arrays.fill(even, 0.01);
    int found = 0;
    for (int run = 0; run < 200; run++) {
      found += Logs.log10(EvenSplit.logE(Chance.multinomial(draw, even, 300), 1)) >= 8 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(185);
  }

  @Test
  void roundRobinOverFiftyAccountsIsOverwhelming() {
    long[] c = new long[50];
    Arrays.fill(c, 4);
    assertThat(Logs.log10(EvenSplit.logE(c, 1))).isBetween(17.0, 19.5);
  }

  @Test
  void oneMemberOrNoWorkSaysNothing() {
    assertThat(EvenSplit.logE(new long[] {500}, 1)).isCloseTo(0, within(1e-9));
    assertThat(EvenSplit.logE(new long[30], 1)).isCloseTo(0, within(1e-12));
    assertThat(EvenSplit.logStep(new long[3], new long[] {5, 1, 2}, 1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void theLikeliestConcentrationIsFoundAgain() {
    Draw draw = new Draw(16);
    for (double truth : new double[] {0.2, 1, 5}) {
      long[][] groups = new long[40][];
      for (int g = 0; g < groups.length; g++) {
        groups[g] = Chance.multinomial(draw, Chance.dirichlet(draw, 50, truth), 1000);
      }
      assertThat(EvenSplit.fitAlpha(groups)).isBetween(0.9 * truth, 1.1 * truth);
      assertThat(EvenSplit.fitAlpha(groups[0])).isBetween(0.5 * truth, 2 * truth);
    }
  }

  @Test
  void noOtherConcentrationIsLikelierThanTheFitted() {
    Seeds.each(
        60,
        draw -> {
          long[] c = new long[2 + draw.nextInt(20)];
          for (int i = 0; i < c.length; i++) {
            c[i] = draw.nextInt(30);
          }
          double best = EvenSplit.logMarginal(c, EvenSplit.fitAlpha(c));
          for (double a = 0.01; a <= 1e4; a *= 1.2) {
            assertThat(EvenSplit.logMarginal(c, a)).isLessThan(best + 1e-6);
          }
        });
  }

  @Test
  void aFitStaysWithinItsCapsAndSilenceIsTheEvenCap() {
    assertThat(EvenSplit.fitAlpha(new long[] {7, 7, 7, 7})).isCloseTo(1e4, within(1.0));
    assertThat(EvenSplit.fitAlpha(new long[] {900, 0, 0, 0})).isCloseTo(0.01, within(1e-4));
    assertThat(EvenSplit.fitAlpha(new long[5])).isEqualTo(1e4);
    assertThat(EvenSplit.fitAlpha(new long[] {40})).isEqualTo(1e4);
  }

  @Test
  void whatIsNoCountIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> EvenSplit.logE(new long[0], 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvenSplit.logE(new long[] {1, -1}, 1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException().isThrownBy(() -> EvenSplit.logE(new long[] {1}, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvenSplit.logStep(new long[2], new long[3], 1))
        .withMessageContaining("frozen");
  }
}
