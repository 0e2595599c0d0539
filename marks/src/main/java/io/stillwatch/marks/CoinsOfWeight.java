// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.function.DoubleUnaryOperator;

/// A weighted sum of fair coins: SynthID's weighted mean, whose deeper layers count less. The tail
/// is by saddlepoint.
public final class CoinsOfWeight implements Law {
  private final double[] weights;

  /// @param weights of the coins, above 0
  public CoinsOfWeight(double... weights) {
    this.weights = weights.clone();
  }

  @Override
  public double cumulant(double t) {
    return over(w -> Math.max(t * w, 0) + Math.log1p(Math.exp(-Math.abs(t * w))) - Math.log(2));
  }

  @Override
  public double slope(double t) {
    return over(w -> w * heads(t * w));
  }

  @Override
  public double curvature(double t) {
    return over(w -> w * w * heads(t * w) * (1 - heads(t * w)));
  }

  @Override
  public double limit() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double most() {
    return over(w -> w);
  }

  @Override
  public double step() {
    return 0;
  }

  @Override
  public double logTail(double sum, long n) {
    return Tails.saddlepoint(this, Weights.ones(n), sum);
  }

  private static double heads(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private double over(DoubleUnaryOperator term) {
    double sum = 0;
    for (double w : weights) {
      sum += term.applyAsDouble(w);
    }
    return sum;
  }
}
