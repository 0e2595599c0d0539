// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import java.util.BitSet;

/// The sampling table of transformers' SynthID: `randint(0, 2, (65536,))` with seed 0.
final class SynthIdTable {
  static final int SIZE = 1 << 16;
  static final long MASK = SIZE - 1;

  private static final BitSet CPU = cpu();
  private static final BitSet CUDA = cuda();

  private SynthIdTable() {}

  static BitSet of(HfSynthId.Device device) {
    return device == HfSynthId.Device.CPU ? CPU : CUDA;
  }

  private static BitSet cpu() {
    var table = new BitSet(SIZE);
    var random = new Mt19937(0);
    for (int i = 0; i < SIZE; i++) {
      table.set(i, (random.next() & 1) == 1);
    }
    return table;
  }

  /// A guess: the lowest bit of Philox's first word, the index being the subsequence.
  private static BitSet cuda() {
    var table = new BitSet(SIZE);
    for (int i = 0; i < SIZE; i++) {
      table.set(i, (new Philox(0, 0, i, 0).under(0, 0).x0 & 1) == 1);
    }
    return table;
  }

  /// A table under the keys of all layers.
  static final class Layers {
    private final BitSet table;
    private final long[] keys;

    Layers(HfSynthId.Device device, long[] keys) {
      table = of(device);
      this.keys = keys;
    }

    /// The bits of an n-gram's hash, layer 0 in the lowest.
    long bits(long ngram) {
      long bits = 0;
      for (int l = 0; l < keys.length; l++) {
        int at = (int) (SynthIdHash.add(ngram, keys[l]) & MASK);
        bits |= table.get(at) ? 1L << l : 0;
      }
      return bits;
    }
  }
}
