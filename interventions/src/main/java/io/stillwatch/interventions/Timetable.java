// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.model.Window;

/// When a plan looks: pairs of adjacent slots of equal length, one pair at the end of each of
/// `pairs` equal rounds. The quiet time before a pair is what pays for it: what may be touched is a
/// share of what was seen. All times in milliseconds, `from` since 1970 UTC.
///
/// @param from when the first round begins
/// @param round length of a round
/// @param slot length of a slot; a round holds at least two
/// @param pairs how many rounds, 1 to 400
public record Timetable(long from, long round, long slot, int pairs) {
  private static final int MOST_PAIRS = 400;

  public Timetable {
    Require.that(slot > 0, "a slot lasts at least a millisecond");
    Require.that(round >= 2 * slot, "a round is at least as long as its two slots");
    Require.that(pairs >= 1 && pairs <= MOST_PAIRS, "a plan has 1 to " + MOST_PAIRS + " pairs");
    Math.addExact(from, Math.multiplyExact(round, pairs));
  }

  /// The whole of the plan.
  public Window window() {
    return new Window(from, from + round * pairs - 1);
  }

  /// Whether a moment lies within the plan.
  public boolean holds(long at) {
    return at >= from && at < from + round * pairs;
  }

  /// When a slot begins. Slots `2k` and `2k + 1` are the first and the second of pair k, from 0.
  public long start(int slot) {
    return from + (slot / 2 + 1) * round - (2 - slot % 2) * this.slot;
  }

  /// The slot of a moment, -1 outside of all.
  int slotAt(long at) {
    if (!holds(at)) {
      return -1;
    }
    long round = (at - from) / this.round;
    long untilEnd = (round + 1) * this.round - (at - from);
    if (untilEnd > 2 * slot) {
      return -1;
    }
    return (int) (2 * round + (untilEnd > slot ? 0 : 1));
  }
}
