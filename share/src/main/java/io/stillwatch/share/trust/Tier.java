// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

/// Who gives, gets. What a peer is sent depends on what it gave of late that turned out right.
public enum Tier {
  /// Gave nothing right in 90 days: counts of campaigns, and retractions.
  OBSERVER("observer"),
  /// New, or gave something: leads too.
  MEMBER("member"),
  /// Gave twenty or more: leads on templates too, and on the fast lane.
  CONTRIBUTOR("contributor");

  private static final long MUCH = 20;

  private final String word;

  Tier(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// @param fresh whether it was enrolled less than a probation ago
  /// @param confirmed its leads that were confirmed in the last 90 days
  static Tier of(boolean fresh, long confirmed) {
    if (confirmed >= MUCH) {
      return CONTRIBUTOR;
    }
    return fresh || confirmed > 0 ? MEMBER : OBSERVER;
  }
}
