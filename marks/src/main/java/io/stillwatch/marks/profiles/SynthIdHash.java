// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// The accumulating hash that both SynthID implementations share: `(h + d) * 6364136223846793005 +
/// 1`, wrapping at 64 bits.
final class SynthIdHash {
  /// Layers that fit into one word of bits.
  static final int DEEPEST = 64;

  private static final long FACTOR = 6364136223846793005L;

  private SynthIdHash() {}

  static long add(long h, long d) {
    return (h + d) * FACTOR + 1;
  }

  /// All tokens of `ids[from..to)`, the oldest first.
  static long over(long start, int[] ids, int from, int to) {
    long h = start;
    for (int i = from; i < to; i++) {
      h = add(h, ids[i]);
    }
    return h;
  }

  static int checkedDepth(int depth) {
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException("1 to " + DEEPEST + " layers, not " + depth);
    }
    return depth;
  }
}
