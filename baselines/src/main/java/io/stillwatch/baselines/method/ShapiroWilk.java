// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

/// The statistic W of Shapiro and Wilk: near 1 for a normal sample, lower for others. Weights after
/// Royston, Remark AS R94, Applied Statistics 44, 1995; good for 12 to 5,000 values.
final class ShapiroWilk {
  private static final double[] LAST = {0, .221157, -.147981, -2.071190, 4.434685, -2.706056};
  private static final double[] LAST_BUT_ONE = {
    0, .042981, -.293762, -1.752461, 5.682633, -3.582633
  };

  private ShapiroWilk() {}

  /// @param sorted the sample in rising order
  /// @return 0 to 1; 1 when all values are the same or there are fewer than 12
  static double w(double[] sorted) {
    int n = sorted.length;
    if (n < 12 || sorted[n - 1] - sorted[0] < 1e-12) {
      return 1;
    }
    double[] weights = weights(n);
    double mean = 0;
    for (double value : sorted) {
      mean += value / n;
    }
    double along = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      along += weights[i] * sorted[i];
      squares += (sorted[i] - mean) * (sorted[i] - mean);
    }
    return Math.min(1, along * along / squares);
  }

  private static double[] weights(int n) {
    double[] m = new double[n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      m[i] = Normal.quantile((i + 1 - .375) / (n + .25));
      squares += m[i] * m[i];
    }
    double u = 1 / Math.sqrt(n);
    double last = m[n - 1] / Math.sqrt(squares) + polynomial(LAST, u);
    double before = m[n - 2] / Math.sqrt(squares) + polynomial(LAST_BUT_ONE, u);
    double scale =
        Math.sqrt(
            (squares - 2 * m[n - 1] * m[n - 1] - 2 * m[n - 2] * m[n - 2])
                / (1 - 2 * last * last - 2 * before * before));
    double[] weights = new double[n];
    for (int i = 2; i < n - 2; i++) {
      weights[i] = m[i] / scale;
    }
    weights[n - 1] = last;
    weights[n - 2] = before;
    weights[0] = -last;
    weights[1] = -before;
    return weights;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
