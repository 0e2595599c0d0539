// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.Draw;

/// Random variables of the simulation.
final class Chance {
  private static final double MANY = 60;

  private Chance() {}

  static double normal(Draw draw) {
    double u = 1 - draw.nextDouble();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * draw.nextDouble());
  }

  /// By products below 60, by the normal curve above.
  static long poisson(Draw draw, double mean) {
    if (mean > MANY) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(draw)));
    }
    long k = 0;
    for (double p = draw.nextDouble(), end = Math.exp(-mean); p > end; p *= draw.nextDouble()) {
      k++;
    }
    return k;
  }

  static long binomial(Draw draw, long n, double p) {
    long k = 0;
    for (long i = 0; i < n; i++) {
      k += draw.nextDouble() < p ? 1 : 0;
    }
    return k;
  }
}
