// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.serving;

/// How strongly a tier's text is marked. A small window leaves more in a student model and does more
/// harm to one: narrow windows are for those who are suspected, not for everybody.
public enum Tier {
  /// Everybody: four tokens of context, which costs quality the least.
  STANDARD(4, 0),
  /// Suspected: two tokens of context, and no greedy decoding, which is unmarked.
  SUSPECT(2, 0.5),
  /// A flagged group under a key of its own: as suspected. Needs a recorded decision.
  CAMPAIGN(2, 0.5);

  private final int window;
  private final double leastTemperature;

  Tier(int window, double leastTemperature) {
    this.window = window;
    this.leastTemperature = leastTemperature;
  }

  /// Tokens of context.
  public int window() {
    return window;
  }

  /// Requests below this temperature are raised to it; 0 for none.
  public double leastTemperature() {
    return leastTemperature;
  }

  /// What settings call it.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
