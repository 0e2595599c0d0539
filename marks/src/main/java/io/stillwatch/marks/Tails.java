// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.Gamma;
import java.util.function.DoubleUnaryOperator;

/// Upper tails of weighted sums of scores, as natural logarithms, accurate where the chance itself
/// underflows.
public final class Tails {
  private static final int HALVINGS = 200;

  /// So many standard deviations from the mean, the limit of the formula is as good as the formula.
  private static final double NEAR = 0.01;

  private Tails() {}

  /// Chernoff's bound on `P(T >= sum)`: never below the truth, so that it may accuse.
  public static double bound(Law law, Weights weights, double sum) {
    double t = tilt(law, weights, sum);
    return t == 0 ? 0 : Math.min(0, cumulant(law, weights, t) - t * sum);
  }

  /// The saddlepoint approximation of `P(T >= sum)` (Lugannani and Rice 1980 in the form of
  /// Barndorff-Nielsen 1986), with the correction for whole numbers where scores are counts. Within
  /// a few per cent from one pair on; near the mean it is the normal tail.
  public static double saddlepoint(Law law, Weights weights, double sum) {
    double mean = law.slope(0) * weights.sum(1);
    double sd = Math.sqrt(law.curvature(0) * weights.sum(2));
    if (!(sd > 0)) {
      return bound(law, weights, sum);
    }
    double z = (sum - law.step() / 2 - mean) / sd;
    if (Math.abs(z) < NEAR) {
      return normal(z + skewness(law, weights, sd) / 6);
    }
    double t = z > 0 ? tilt(law, weights, sum) : lowerTilt(law, weights, sum);
    if (t == 0) {
      return normal(z);
    }
    double gap = t * sum - cumulant(law, weights, t);
    if (Double.isInfinite(gap) || Double.isInfinite(t)) {
      return bound(law, weights, sum);
    }
    double r = Math.signum(t) * Math.sqrt(2 * Math.max(0, gap));
    double reach = law.step() == 0 ? t : -Math.expm1(-t * law.step()) / law.step();
    double u = reach * Math.sqrt(curvature(law, weights, t));
    return r == 0 || !(u / r > 0) ? normal(z) : normal(r + Math.log(u / r) / r);
  }

  /// `log P(X >= heads)` for X binomial; exact, by summing the shorter side.
  public static double binomial(long heads, long n, double chance) {
    if (heads <= 0) {
      return 0;
    }
    if (heads > n) {
      return Double.NEGATIVE_INFINITY;
    }
    if (heads > n * chance) {
      return logSide(heads, n, chance);
    }
    return Math.log(-Math.expm1(logSide(n - heads + 1, n, 1 - chance)));
  }

  /// `log P(Z >= z)` of a standard normal.
  public static double normal(double z) {
    double far = Math.log(0.5) + Gamma.logQ(0.5, z * z / 2);
    return z >= 0 ? far : Math.log(-Math.expm1(far));
  }

  /// `sum of n_w K(t w)`.
  static double cumulant(Law law, Weights weights, double t) {
    return over(weights, w -> law.cumulant(t * w));
  }

  private static double slope(Law law, Weights weights, double t) {
    return over(weights, w -> w * law.slope(t * w));
  }

  private static double curvature(Law law, Weights weights, double t) {
    return over(weights, w -> w * w * law.curvature(t * w));
  }

  private static double skewness(Law law, Weights weights, double sd) {
    double h = 1e-4 / sd;
    double third = curvature(law, weights, h) - curvature(law, weights, -h);
    return third / (2 * h) / (sd * sd * sd);
  }

  private static double over(Weights weights, DoubleUnaryOperator term) {
    double sum = 0;
    for (int w = 1; w <= weights.pairs().size(); w++) {
      long n = weights.pairs().get(w - 1);
      sum += n == 0 ? 0 : n * term.applyAsDouble(w);
    }
    return sum;
  }

  /// The t above 0 at which the tilted mean is `sum`; 0 when the sum is not above the mean.
  private static double tilt(Law law, Weights weights, double sum) {
    if (weights.largest() == 0 || sum <= slope(law, weights, 0)) {
      return 0;
    }
    double high = law.limit() / weights.largest();
    if (Double.isInfinite(high)) {
      high = 1;
      while (high < 1e3 && slope(law, weights, high) < sum) {
        high *= 2;
      }
    }
    return halved(law, weights, sum, 0, high);
  }

  private static double lowerTilt(Law law, Weights weights, double sum) {
    double low = -1;
    while (low > -1e6 && slope(law, weights, low) > sum) {
      low *= 2;
    }
    return halved(law, weights, sum, low, 0);
  }

  private static double halved(Law law, Weights weights, double sum, double low, double high) {
    double below = low;
    double above = high;
    for (int i = 0; i < HALVINGS && above - below > 1e-14 * Math.abs(above + below); i++) {
      double middle = (below + above) / 2;
      if (slope(law, weights, middle) < sum) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return (below + above) / 2;
  }

  /// The sum of the terms from `heads` up, of which each is smaller than the one before.
  private static double logSide(long heads, long n, double chance) {
    double odds = chance / (1 - chance);
    double first =
        Gamma.lgamma(n + 1.0)
            - Gamma.lgamma(heads + 1.0)
            - Gamma.lgamma(n - heads + 1.0)
            + heads * Math.log(chance)
            + (n - heads) * Math.log1p(-chance);
    double sum = 1;
    double term = 1;
    for (long k = heads; k < n && term > sum * 1e-17; k++) {
      term *= odds * (n - k) / (k + 1.0);
      sum += term;
    }
    return Math.min(0, first + Math.log(sum));
  }
}
