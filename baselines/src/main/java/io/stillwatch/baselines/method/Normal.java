// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

/// The standard normal distribution.
final class Normal {
  private Normal() {}

  /// The value that a share `p` lies below, by halving an interval: slow and plain, and within 1e-9
  /// wherever [#below] is.
  ///
  /// @param p above 0 and below 1
  static double quantile(double p) {
    double low = -9;
    double high = 9;
    while (high - low > 1e-10) {
      double middle = (low + high) / 2;
      if (below(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// The share that lies below `x`: the series of Marsaglia, Evaluating the Normal Distribution,
  /// Journal of Statistical Software 11, 2004.
  static double below(double x) {
    if (Math.abs(x) > 8.5) {
      return x < 0 ? 0 : 1;
    }
    double term = x;
    double sum = x;
    for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return .5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
