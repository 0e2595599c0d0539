// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// `-log(1 - i/m)` for i uniform over 0 .. m-1: the score of a hash that has only m values, such as
/// TextSeal's 8,191. It has no values beyond log m, so that a Gamma tail would be wrong far out.
/// The tail of a sum is by saddlepoint over the true values.
public final class SteppedLaw implements Law {
  private final double[] values;

  /// @param m how many values the hash has, at least 2
  public SteppedLaw(int m) {
    if (m < 2) {
      throw new IllegalArgumentException("a hash has at least two values, not " + m);
    }
    values = new double[m];
    for (int i = 0; i < m; i++) {
      values[i] = -Math.log1p(-(double) i / m);
    }
  }

  /// The score of the hash value i.
  public double value(int i) {
    return values[i];
  }

  @Override
  public double cumulant(double t) {
    return t * most() + Math.log(moments(t)[0]);
  }

  @Override
  public double slope(double t) {
    double[] moments = moments(t);
    return moments[1] / moments[0];
  }

  @Override
  public double curvature(double t) {
    double[] moments = moments(t);
    double mean = moments[1] / moments[0];
    return moments[2] / moments[0] - mean * mean;
  }

  @Override
  public double limit() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double most() {
    return values[values.length - 1];
  }

  @Override
  public double step() {
    return 0;
  }

  @Override
  public double logTail(double sum, long n) {
    return Tails.saddlepoint(this, Weights.ones(n), sum);
  }

  /// The means of `s^power exp(t (s - most))` for the powers 0, 1 and 2.
  private double[] moments(double t) {
    double zeroth = 0;
    double first = 0;
    double second = 0;
    double most = most();
    for (double s : values) {
      double term = Math.exp(t * (s - most));
      zeroth += term;
      first += s * term;
      second += s * s * term;
    }
    return new double[] {zeroth / values.length, first / values.length, second / values.length};
  }
}
