// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// Which values the first `count` places of PyTorch's `randperm(n)` hold, for many seeds: what
/// [Permutation] says, about ten times as fast. A GPU's permutation is another one.
///
/// Remainders are taken by multiplication with reciprocals (Lemire, Kaser and Kurz, Software:
/// Practice and Experience 49, 2019), which are exact for 32 bits; ShuffleTest holds both together.
final class Shuffle {
  private static final long LOW = 0xFFFFFFFFL;

  private final int n;
  private final int count;

  /// At i, 2^64 over `n - i`, rounded up.
  private final long[] reciprocals;

  Shuffle(int n, int count) {
    this.n = n;
    this.count = count;
    reciprocals = new long[Math.min(count, n - 1)];
    for (int i = 0; i < reciprocals.length; i++) {
      reciprocals[i] = Long.divideUnsigned(-1, n - i) + 1;
    }
  }

  /// The values of the first places, as bits.
  long[] values(int seed) {
    int[] places = new int[n];
    for (int i = 0; i < n; i++) {
      places[i] = i;
    }
    long[] bits = new long[(n + Long.SIZE - 1) / Long.SIZE];
    var random = new Mt19937(seed);
    for (int start = 0; start < reciprocals.length; start += Mt19937.BLOCK) {
      int[] words = random.block();
      int stop = Math.min(reciprocals.length, start + Mt19937.BLOCK);
      for (int i = start; i < stop; i++) {
        int j = i + remainder(words[Mt19937.BLOCK + i - start], i);
        int value = places[j];
        places[j] = places[i];
        bits[value >>> 6] |= 1L << value;
      }
    }
    if (count == n) {
      bits[places[n - 1] >>> 6] |= 1L << places[n - 1];
    }
    return bits;
  }

  /// Whether the first places hold a value, by following where it goes: no table is needed.
  boolean holds(int seed, int value) {
    if (value >= n) {
      return false;
    }
    int place = value;
    var random = new Mt19937(seed);
    for (int start = 0; start < reciprocals.length; start += Mt19937.BLOCK) {
      int[] words = random.block();
      int shift = Mt19937.BLOCK - start;
      int stop = Math.min(reciprocals.length, start + Mt19937.BLOCK);
      for (int i = start; i < stop; ) {
        int end = Math.min(stop, place);
        if (met(words, shift, i, end, place)) {
          return true;
        }
        i = end;
        if (i < stop) {
          place += remainder(words[shift + i], i);
          if (place == i++) {
            return true;
          }
        }
      }
    }
    return place < count;
  }

  /// Whether one of the steps `from .. to - 1` takes what lies at a place that none of them fills:
  /// whether it divides the number less the distance. No branch, so that steps run side by side.
  private boolean met(int[] words, int shift, int from, int to, int place) {
    int met = 0;
    for (int i = from; i < to; i++) {
      long over = (words[shift + i] & LOW) - (place - i);
      int divided = Long.compareUnsigned(over * reciprocals[i], reciprocals[i]) >>> 31;
      int reached = (int) (~over >>> 63);
      met |= divided & reached;
    }
    return met != 0;
  }

  private int remainder(int word, int step) {
    return (int) Math.unsignedMultiplyHigh(reciprocals[step] * (word & LOW), n - step);
  }
}
