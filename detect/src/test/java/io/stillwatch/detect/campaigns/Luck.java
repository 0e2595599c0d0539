// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.Draw;

/// Random variables for simulations, drawn plainly.
final class Luck {
  private final Draw draw;

  Luck(Draw draw) {
    this.draw = draw;
  }

  double uniform() {
    return 1 - draw.nextDouble();
  }

  double normal() {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * draw.nextDouble());
  }

  /// Heavy-tailed from a sigma of 1 on; the median is 1.
  double lognormal(double sigma) {
    return Math.exp(sigma * normal());
  }

  boolean hits(double chance) {
    return draw.nextDouble() < chance;
  }

  int below(int bound) {
    return draw.nextInt(bound);
  }

  int poisson(double mean) {
    if (mean > 30) {
      return poisson(mean / 2) + poisson(mean / 2);
    }
    int k = 0;
    for (double p = draw.nextDouble(), end = Math.exp(-mean); p > end; p *= draw.nextDouble()) {
      k++;
    }
    return k;
  }

  /// At least 1, with this mean.
  int geometric(double mean) {
    return mean <= 1 ? 1 : 1 + (int) (Math.log(uniform()) / Math.log1p(-1 / mean));
  }

  /// Marsaglia and Tsang 2000, with their boost for shapes below 1.
  double gamma(double shape) {
    double d = shape + 1 - 1.0 / 3;
    while (true) {
      double x = normal();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(uniform()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v * Math.pow(uniform(), 1 / shape);
      }
    }
  }

  /// From 0 to before `n`, the k-th as likely as 1 / (k + 1).
  int zipf(int n) {
    return Math.min(n - 1, (int) Math.expm1(draw.nextDouble() * Math.log1p((double) n)));
  }

  /// A count from 1 on, c as likely as c^-1.5.
  long tail() {
    while (true) {
      double c = Math.floor(Math.pow(uniform(), -2));
      double proposed = 1 / Math.sqrt(c) - 1 / Math.sqrt(c + 1);
      if (c < 1e8 && hits(Math.pow(c, -1.5) / proposed / 3.4143)) {
        return (long) c;
      }
    }
  }
}
