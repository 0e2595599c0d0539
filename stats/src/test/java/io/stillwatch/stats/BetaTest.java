// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaTest {
  /// With whole parameters the distribution is a binomial tail.
  private static double binomialTail(double x, int a, int b) {
    int n = a + b - 1;
    double sum = 0;
    for (int k = a; k <= n; k++) {
      double logChoose = Gamma.lgamma(n + 1) - Gamma.lgamma(k + 1) - Gamma.lgamma(n - k + 1);
      sum += Math.exp(logChoose + k * Math.log(x) + (n - k) * Math.log1p(-x));
    }
    return sum;
  }

  @Test
  void wholeParametersAreBinomialTails() {
    for (int a = 1; a <= 40; a += 3) {
      for (int b = 1; b <= 40; b += 4) {
        for (double x : new double[] {0.01, 0.2, 0.5, 0.77, 0.99}) {
          assertThat(Beta.regularized(x, a, b)).isCloseTo(binomialTail(x, a, b), within(1e-12));
        }
      }
    }
  }

  @Test
  void theArcsineLawIsExact() {
    for (double x : new double[] {0.001, 0.1, 0.5, 0.9}) {
      double exact = 2 / Math.PI * Math.asin(Math.sqrt(x));
      assertThat(Beta.regularized(x, 0.5, 0.5)).isCloseTo(exact, within(1e-12));
    }
  }

  @Test
  void theQuantileUndoesTheDistribution() {
    for (double a : new double[] {0.5, 1, 6, 300}) {
      for (double b : new double[] {0.5, 1, 17, 2_000}) {
        for (double p : new double[] {0.001, 0.05, 0.5, 0.95}) {
          assertThat(Beta.regularized(Beta.quantile(p, a, b), a, b)).isCloseTo(p, within(1e-9));
        }
      }
    }
    assertThat(Beta.quantile(0.05, 6, 1)).isCloseTo(Math.pow(0.05, 1 / 6.0), within(1e-12));
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Beta.regularized(1.1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Beta.quantile(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Beta.quantile(0.5, 0, 1));
  }
}
