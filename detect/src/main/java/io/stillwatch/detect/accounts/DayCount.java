// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

/// What an account did on each of the last 28 days, 32 bits a day, two days a word: exchanges in
/// the lower 20 bits, new pieces of work in the upper 12. Both stop at their largest value.
public final class DayCount {
  static final int WORDS = Portrait.DAYS / 2;

  private static final int EXCHANGES = 20;
  private static final long EXCHANGES_MOST = (1L << EXCHANGES) - 1;
  private static final long WORKS_MOST = (1L << (32 - EXCHANGES)) - 1;

  private DayCount() {}

  static int slot(long day) {
    return (int) Math.floorMod(day, (long) Portrait.DAYS);
  }

  /// Exchanges of the day in this slot.
  static int exchanges(long word, int slot) {
    return (int) (word >>> shift(slot) & EXCHANGES_MOST);
  }

  /// New pieces of work of the day in this slot.
  static int works(long word, int slot) {
    return (int) (word >>> (shift(slot) + EXCHANGES) & WORKS_MOST);
  }

  static void clear(long[] days, int slot) {
    days[slot / 2] &= ~(0xFFFFFFFFL << shift(slot));
  }

  static void addExchange(long[] days, int slot) {
    if (exchanges(days[slot / 2], slot) < EXCHANGES_MOST) {
      days[slot / 2] += 1L << shift(slot);
    }
  }

  static void addWork(long[] days, int slot) {
    if (works(days[slot / 2], slot) < WORKS_MOST) {
      days[slot / 2] += 1L << (shift(slot) + EXCHANGES);
    }
  }

  private static int shift(int slot) {
    return 32 * (slot & 1);
  }
}
