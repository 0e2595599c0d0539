// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.Draw;

/// A level that wanders around 1 with a memory of about ten slots: `exp` of an autoregressive
/// series of order one.
final class Mood {
  private static final double MEMORY = 0.9;

  private final Draw draw;
  private final double spread;
  private double log;

  /// @param spread standard deviation of the logarithm
  Mood(Draw draw, double spread) {
    this.draw = draw;
    this.spread = spread;
    log = spread * Chance.normal(draw);
  }

  /// The level after some more slots.
  double after(double slots) {
    double kept = Math.pow(MEMORY, slots);
    log = kept * log + spread * Math.sqrt(1 - kept * kept) * Chance.normal(draw);
    return Math.exp(log - spread * spread / 2);
  }
}
