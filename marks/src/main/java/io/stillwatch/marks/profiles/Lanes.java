// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Places;

/// [Philox] for many counters at once, in loops without a branch that the compiler turns into
/// vector instructions. Rows share one array, so that it can tell that they do not overlap. Equal
/// to [Philox] in PlacesTest.
final class Lanes {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final long W0 = 0x9E3779B9L;
  private static final long W1 = 0xBB67AE85L;
  private static final long LOW = 0xFFFFFFFFL;
  private static final int ROUNDS = 10;

  /// From row to row: a constant, or the compiler could not tell rows apart.
  private static final int ROW = Places.MOST;

  private final long[] rows = new long[8 * ROW];
  private final int n;

  /// @param n lanes, at most [Places#MOST]
  Lanes(int n) {
    this.n = n;
  }

  /// Sets counter and key of a lane.
  void set(int lane, int x0, int x1, int x2, int x3) {
    rows[lane] = x0 & LOW;
    rows[ROW + lane] = x1 & LOW;
    rows[2 * ROW + lane] = x2 & LOW;
    rows[3 * ROW + lane] = x3 & LOW;
  }

  /// Sets the key of a lane.
  void key(int lane, int key0, int key1) {
    rows[4 * ROW + lane] = key0 & LOW;
    rows[5 * ROW + lane] = key1 & LOW;
  }

  /// Replaces every counter by its output.
  void run() {
    for (int i = 0; i < ROUNDS; i++) {
      round(rows, n, i * W0, i * W1);
    }
  }

  /// A loop for each row that is written: four times as fast as one loop over all rows, which the
  /// compiler leaves as it is.
  private static void round(long[] x, int n, long w0, long w1) {
    for (int i = 0; i < n; i++) {
      x[6 * ROW + i] = M0 * x[i];
    }
    for (int i = 0; i < n; i++) {
      x[7 * ROW + i] = M1 * x[2 * ROW + i];
    }
    for (int i = 0; i < n; i++) {
      x[i] = (x[7 * ROW + i] >>> 32) ^ x[ROW + i] ^ ((x[4 * ROW + i] + w0) & LOW);
    }
    for (int i = 0; i < n; i++) {
      x[2 * ROW + i] = (x[6 * ROW + i] >>> 32) ^ x[3 * ROW + i] ^ ((x[5 * ROW + i] + w1) & LOW);
    }
    for (int i = 0; i < n; i++) {
      x[ROW + i] = x[7 * ROW + i] & LOW;
    }
    for (int i = 0; i < n; i++) {
      x[3 * ROW + i] = x[6 * ROW + i] & LOW;
    }
  }

  /// One of the four output words of a lane.
  int word(int lane, int i) {
    return (int) rows[(i & 3) * ROW + lane];
  }
}
