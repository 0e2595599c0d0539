// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// The Mersenne Twister with 32-bit output (Matsumoto and Nishimura, TOMACS 1998), seeded by one
/// word, as PyTorch's generator on a CPU is. Not for two threads.
///
/// It makes [#BLOCK] numbers at once, in loops without a branch that the compiler turns into vector
/// instructions. State and output share one array, so that it can tell that they do not overlap.
final class Mt19937 {
  /// Numbers in a block, and where they begin in its array.
  static final int BLOCK = 624;

  private static final int M = 397;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7FFFFFFF;
  private static final int MATRIX = 0x9908B0DF;

  private final int[] state = new int[2 * BLOCK];
  private int next = BLOCK;

  Mt19937(int seed) {
    state[0] = seed;
    for (int i = 1; i < BLOCK; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  int next() {
    if (next == BLOCK) {
      block();
      next = 0;
    }
    return state[BLOCK + next++];
  }

  /// The next numbers, at `BLOCK .. 2 BLOCK - 1` of an array that the next call overwrites. Not to
  /// be mixed with [#next].
  int[] block() {
    int[] s = state;
    for (int i = 0; i < BLOCK - M; i++) {
      int y = (s[i] & UPPER) | (s[i + 1] & LOWER);
      s[i] = s[i + M] ^ (y >>> 1) ^ (-(y & 1) & MATRIX);
    }
    for (int i = BLOCK - M; i < BLOCK - 1; i++) {
      int y = (s[i] & UPPER) | (s[i + 1] & LOWER);
      s[i] = s[i + M - BLOCK] ^ (y >>> 1) ^ (-(y & 1) & MATRIX);
    }
    int last = (s[BLOCK - 1] & UPPER) | (s[0] & LOWER);
    s[BLOCK - 1] = s[M - 1] ^ (last >>> 1) ^ (-(last & 1) & MATRIX);
    temper(s);
    return s;
  }

  private static void temper(int[] s) {
    for (int i = 0; i < BLOCK; i++) {
      int y = s[i];
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9D2C5680;
      y ^= (y << 15) & 0xEFC60000;
      s[BLOCK + i] = y ^ (y >>> 18);
    }
  }
}
