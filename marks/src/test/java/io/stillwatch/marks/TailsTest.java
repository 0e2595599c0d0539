// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.stats.Gamma;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailsTest {
  private static final Law EXP = new Law.Exponential();

  @Test
  void theGammaTailIsThePublishedOne() {
    assertThat(Math.exp(EXP.logTail(4096, 4096))).isCloseTo(0.4979221728062154, within(1e-10));
    assertThat(Math.exp(EXP.logTail(2, 3))).isCloseTo(0.6766764161830635, within(1e-14));
    assertThat(EXP.logTail(1000, 1)).isCloseTo(-1000, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 20, 1000, 100_000})
  void theSaddlepointAgreesWithTheGammaTail(long n) {
    for (double z : new double[] {-2, -0.5, -0.02, 0, 0.005, 0.3, 1, 3, 8, 40}) {
      double sum = n + z * Math.sqrt(n);
      if (sum > 0) {
        assertThat(Tails.saddlepoint(EXP, Weights.ones(n), sum))
            .as("n %d, z %f", n, z)
            .isCloseTo(Gamma.logQ(n, sum), within(n == 1 ? 0.06 : 0.03));
      }
    }
  }

  @Test
  void theBoundIsNeverBelowTheTruth() {
    for (long n : new long[] {1, 3, 50, 5000}) {
      for (double z = -3; z < 30; z += 0.5) {
        double sum = Math.max(0, n + z * Math.sqrt(n));
        assertThat(Tails.bound(EXP, Weights.ones(n), sum))
            .isGreaterThanOrEqualTo(EXP.logTail(sum, n) - 1e-9);
      }
    }
  }

  @Test
  void aWeightedTailAgreesWithSimulation() {
    var weights = new Weights(List.of(30L, 10L, 0L, 5L, 0L, 0L, 0L, 3L));
    var random = new SplittableRandom(11);
    int runs = 200_000;
    double sum = 110;
    int above = 0;
    for (int i = 0; i < runs; i++) {
      above += drawn(weights, random) >= sum ? 1 : 0;
    }

    double p = Math.exp(Tails.saddlepoint(EXP, weights, sum));

    assertThat(p).isCloseTo((double) above / runs, within(0.03 * p));
    assertThat(Tails.bound(EXP, weights, sum)).isGreaterThan(Math.log(p));
  }

  @Test
  void theBinomialTailIsTheSumOfItsTerms() {
    assertThat(Math.exp(Tails.binomial(3, 4, 0.25)))
        .isCloseTo(4 * Math.pow(.25, 3) * .75 + Math.pow(.25, 4), within(1e-15));
    assertThat(Math.exp(Tails.binomial(1, 4, 0.25))).isCloseTo(1 - Math.pow(.75, 4), within(1e-15));
    assertThat(Tails.binomial(0, 4, 0.25)).isEqualTo(0);
    assertThat(Tails.binomial(5, 4, 0.25)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Tails.binomial(2000, 2000, 0.5)).isCloseTo(2000 * Math.log(0.5), within(1e-6));
  }

  @Test
  void theSaddlepointOfCountsAgreesWithTheBinomialTail() {
    Law coin = new Law.Coins(0.25, 1);
    for (long heads : new long[] {20, 25, 26, 30, 40, 60, 99}) {
      assertThat(Tails.saddlepoint(coin, Weights.ones(100), heads))
          .isCloseTo(Tails.binomial(heads, 100, 0.25), within(0.08));
    }
  }

  @Test
  void slopesAndCurvaturesAreThoseOfTheCumulant() {
    for (Law law :
        List.of(
            EXP,
            new Law.TwoExponentials(0.1),
            new Law.Coins(0.25, 1),
            new Law.Coins(0.5, 30),
            new SteppedLaw(8191))) {
      for (double t : new double[] {-1.5, -0.1, 0.2, 0.6}) {
        double h = 1e-4;
        double slope = (law.cumulant(t + h) - law.cumulant(t - h)) / (2 * h);
        double curvature = (law.slope(t + h) - law.slope(t - h)) / (2 * h);
        assertThat(law.slope(t)).isCloseTo(slope, within(1e-5 * Math.abs(slope)));
        assertThat(law.curvature(t)).isCloseTo(curvature, within(1e-4 * curvature));
      }
      assertThat(law.cumulant(0)).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void aSteppedScoreEndsWhereItsHashEnds() {
    Law stepped = new SteppedLaw(8191);

    assertThat(stepped.most()).isCloseTo(9.0108, within(1e-4));
    assertThat(stepped.logTail(9 * 100, 100)).isLessThan(EXP.logTail(9 * 100, 100) - 200);
    assertThat(stepped.logTail(120, 100)).isCloseTo(EXP.logTail(120, 100), within(0.05));
  }

  private static double drawn(Weights weights, SplittableRandom random) {
    double sum = 0;
    for (int w = 1; w <= weights.pairs().size(); w++) {
      for (int i = 0; i < weights.pairs().get(w - 1); i++) {
        sum -= w * Math.log(1 - random.nextDouble());
      }
    }
    return sum;
  }
}
