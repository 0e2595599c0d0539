// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

/// The beta distribution: what is known of a share after so many successes and failures.
///
/// The regularised incomplete beta function by Lentz's continued fraction (Numerical Recipes 6.4;
/// DLMF 8.17.22); its inverse by bisection, which cannot fail.
public final class Beta {
  private static final double EPS = 0x1p-52;
  private static final double TINY = 1e-300;
  private static final int STEPS = 10_000;

  private Beta() {}

  /// The chance that a Beta(a, b) share is at most x.
  ///
  /// @param x 0 to 1
  public static double regularized(double x, double a, double b) {
    require(a, b);
    if (!(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1, not " + x);
    }
    if (x == 0 || x == 1) {
      return x;
    }
    double front =
        Math.exp(
            Gamma.lgamma(a + b)
                - Gamma.lgamma(a)
                - Gamma.lgamma(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  /// The share that a Beta(a, b) variable stays below with probability p.
  ///
  /// @param p 0 to 1, both excluded
  public static double quantile(double p, double a, double b) {
    require(a, b);
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("a probability between 0 and 1, not " + p);
    }
    double low = 0;
    double high = 1;
    while (high - low > EPS * Math.max(high, 1e-6)) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        return middle;
      }
      if (regularized(middle, a, b) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m <= STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      h *= d * c;
      if (Math.abs(d * c - 1) < EPS) {
        return h;
      }
    }
    return h;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  private static void require(double a, double b) {
    if (!(a > 0 && b > 0) || Double.isInfinite(a) || Double.isInfinite(b)) {
      throw new IllegalArgumentException("both parameters are positive, not " + a + " and " + b);
    }
  }
}
