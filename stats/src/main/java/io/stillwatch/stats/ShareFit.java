// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

/// Which share of their work members do with the group's scaffolds: a beta-binomial fitted by
/// moments. Somebody who uses the scaffold for half of the work, where members use it for all of
/// it, is hardly one of them.
///
/// @param a first shape of the beta distribution
/// @param b second shape
public record ShareFit(double a, double b) {
  private static final double SHARPEST = 400;

  /// @param uses uses of the scaffolds, one a member
  /// @param works pieces of work, one a member, from 1 up
  public static ShareFit of(long[] uses, long[] works) {
    double sum = 0;
    double squares = 0;
    double noise = 0;
    for (int m = 0; m < uses.length; m++) {
      double n = works[m];
      double share = Math.min(1, uses[m] / n);
      sum += share;
      squares += share * share;
      noise += share * (1 - share) / n;
    }
    double n = Math.max(1, uses.length);
    double mean = Math.clamp(sum / n, 0.01, 0.99);
    double between = Math.max(0, squares / n - sum / n * (sum / n) - noise / n);
    double weight = Math.clamp(mean * (1 - mean) / Math.max(1e-9, between) - 1, 2, SHARPEST);
    return new ShareFit(mean * weight, (1 - mean) * weight);
  }

  /// Logarithm of the likelihood of this share beside that of the members' mean, at most 0.
  public double logFit(long uses, long works) {
    long used = Math.min(uses, works);
    long typical = Math.round(works * a / (a + b));
    return Math.min(0, log(used, works) - log(typical, works));
  }

  private double log(long uses, long works) {
    return Gamma.logRising(a, uses)
        + Gamma.logRising(b, works - uses)
        - Gamma.lgamma(uses + 1.0)
        - Gamma.lgamma(works - uses + 1.0);
  }
}
