// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

/// MurmurHash3 of 32 bits over whole 32-bit words, seed 0 (Appleby).
final class Murmur3 {
  private int hash;
  private int words;

  Murmur3 add(int word) {
    int k = word * 0xCC9E2D51;
    k = Integer.rotateLeft(k, 15) * 0x1B873593;
    hash = Integer.rotateLeft(hash ^ k, 13) * 5 + 0xE6546B64;
    words++;
    return this;
  }

  Murmur3 add(long word) {
    return add((int) word).add((int) (word >>> 32));
  }

  Murmur3 add(int[] ids, int from, int to) {
    for (int i = from; i < to; i++) {
      add(ids[i]);
    }
    return this;
  }

  int end() {
    int h = hash ^ (words * Integer.BYTES);
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
