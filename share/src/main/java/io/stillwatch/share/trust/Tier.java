// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

/// Who gives, gets. What a peer is sent depends on what it gave of late that turned out right.
public enum Tier {
  /// Gave nothing right in 90 days: reads the record, and hears retractions on the fast lane.
  OBSERVER("observer"),
  /// New, or gave something: hears leads on the fast lane too.
  MEMBER("member"),
  /// Gave twenty or more: hears what a member hears; feeds of a hub may be kept for it.
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
