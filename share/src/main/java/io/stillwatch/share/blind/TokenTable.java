// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.security.SecureRandom;
import java.util.Arrays;

/// Tokens of one epoch with a number each, by their first 128 bits: two longs and an int a slot,
/// open addressing, at most five slots in eight taken. Two different tokens agree in 128 bits with
/// a chance of 10^-27 among a million. Slots are found by a hash under a key of the process, so
/// that no peer can choose tokens that crowd together. Not for several threads.
final class TokenTable {
  private static final int LEAST = 1 << 10;
  private static final int SLOT_BYTES = 2 * Long.BYTES + Integer.BYTES;
  private static final int EMPTY = -1;
  private static final int GONE = -2;

  private static final long MIX_HIGH = new SecureRandom().nextLong() | 1;
  private static final long MIX_LOW = new SecureRandom().nextLong() | 1;

  private long[] high = new long[LEAST];
  private long[] low = new long[LEAST];
  private int[] number = numbers(LEAST);
  private int size;
  private int taken;

  int get(long h, long l) {
    return number[find(h, l)];
  }

  /// @return what stood there before, or a negative number
  int put(long h, long l, int value) {
    int at = find(h, l);
    int before = number[at];
    if (before < 0) {
      at = free(h, l);
      taken += number[at] == EMPTY ? 1 : 0;
      size++;
    }
    high[at] = h;
    low[at] = l;
    number[at] = value;
    if (taken > high.length / 8 * 5) {
      grow();
    }
    return before;
  }

  /// @return what stood there, or a negative number
  int remove(long h, long l) {
    int at = find(h, l);
    int before = number[at];
    if (before >= 0) {
      number[at] = GONE;
      size--;
    }
    return before;
  }

  int size() {
    return size;
  }

  long bytes() {
    return (long) high.length * SLOT_BYTES;
  }

  /// The slot of this token, or the empty one behind which it is not.
  private int find(long h, long l) {
    int mask = high.length - 1;
    int at = slot(h, l) & mask;
    while (number[at] != EMPTY && (number[at] == GONE || high[at] != h || low[at] != l)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int free(long h, long l) {
    int mask = high.length - 1;
    int at = slot(h, l) & mask;
    while (number[at] >= 0) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private static int slot(long h, long l) {
    long mixed = h * MIX_HIGH + l * MIX_LOW;
    mixed ^= mixed >>> 32;
    return (int) ((mixed * MIX_HIGH) >>> 32);
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] old = number;
    int length = size > high.length / 2 ? high.length * 2 : high.length;
    high = new long[length];
    low = new long[length];
    number = numbers(length);
    size = 0;
    taken = 0;
    for (int i = 0; i < old.length; i++) {
      if (old[i] >= 0) {
        put(oldHigh[i], oldLow[i], old[i]);
      }
    }
  }

  private static int[] numbers(int length) {
    var numbers = new int[length];
    Arrays.fill(numbers, EMPTY);
    return numbers;
  }
}
