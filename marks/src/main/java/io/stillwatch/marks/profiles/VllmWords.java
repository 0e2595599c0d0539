// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Places;

/// vLLM's keyed hash, Philox4x32-10 version 1: a context of token ids becomes a state of four
/// words, state and candidate become one word. Gumbel, SynthID and red-green marks of vLLM are all
/// drawn from it.
///
/// A context of fewer tokens than the window stands for one padded with -1 in front.
final class VllmWords {
  private static final int CONTEXT_TAG = 0x574D4358;
  private static final int TOKEN_TAG = 0x574D544B;

  private final int k0;
  private final int k1;
  private final int window;

  VllmWords(long key, int window) {
    k0 = (int) key;
    k1 = (int) (key >>> 32);
    this.window = window;
  }

  /// The state after the context `ids[from..to)`.
  State after(int[] ids, int from, int to) {
    int s0 = CONTEXT_TAG;
    int s1 = window;
    int s2 = 0;
    int s3 = 0;
    int first = to - window;
    for (int offset = 0; offset < window; offset += 4) {
      var block =
          new Philox(
                  s0 ^ lane(ids, from, first, offset),
                  s1 ^ lane(ids, from, first, offset + 1),
                  s2 ^ lane(ids, from, first, offset + 2),
                  s3 ^ lane(ids, from, first, offset + 3))
              .under(k0 ^ offset, k1);
      s0 = block.x0;
      s1 = block.x1;
      s2 = block.x2;
      s3 = block.x3;
    }
    return new State(s0, s1, s2, k0 ^ s3, k1 ^ TOKEN_TAG);
  }

  /// The words of the tokens at many places, in the first stream: those of [State#word].
  int[] words(Places places) {
    int n = places.size();
    var lanes = new Lanes(n);
    for (int i = 0; i < n; i++) {
      lanes.set(i, CONTEXT_TAG, window, 0, 0);
    }
    for (int offset = 0; offset < window; offset += 4) {
      for (int i = 0; i < n; i++) {
        int[] ids = places.ids();
        int from = places.from(i);
        int first = places.at(i) - window;
        lanes.set(
            i,
            lanes.word(i, 0) ^ lane(ids, from, first, offset),
            lanes.word(i, 1) ^ lane(ids, from, first, offset + 1),
            lanes.word(i, 2) ^ lane(ids, from, first, offset + 2),
            lanes.word(i, 3) ^ lane(ids, from, first, offset + 3));
        lanes.key(i, k0 ^ offset, k1);
      }
      lanes.run();
    }
    for (int i = 0; i < n; i++) {
      lanes.key(i, k0 ^ lanes.word(i, 3), k1 ^ TOKEN_TAG);
      lanes.set(i, places.token(i) >>> 2, lanes.word(i, 0), lanes.word(i, 1), lanes.word(i, 2));
    }
    lanes.run();
    int[] words = new int[n];
    for (int i = 0; i < n; i++) {
      words[i] = lanes.word(i, places.token(i));
    }
    return words;
  }

  private int lane(int[] ids, int from, int first, int i) {
    if (i >= window) {
      return ~(i & 3);
    }
    return first + i < from ? -1 : ids[first + i];
  }

  /// A context, ready for any candidate.
  record State(int s0, int s1, int s2, int key0, int key1) {
    /// The word of a candidate in the first stream.
    int word(int token) {
      return block(token, 0).word(token);
    }

    /// The words of the four candidates that share `token >>> 2`, in one stream.
    Philox block(int token, long stream) {
      return new Philox(token >>> 2, s0, s1, s2)
          .under(key0 ^ (int) (stream >>> 32), key1 ^ (int) stream);
    }
  }
}
