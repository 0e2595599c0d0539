// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.LongIntMap;
import java.util.Arrays;

/// The first distinct (context, token) pairs of a text, as tokens and with their counts, so that
/// other keys can be tried on them later. Which are kept depends on the text alone, so that the
/// true key is treated as every other.
final class Kept {
  private final int most;
  private final int stride;
  private final LongIntMap places = new LongIntMap();
  private int[] tokens;
  private int[] weights;
  private int size;

  Kept(Reach reach, int most) {
    this.most = most;
    stride = reach.window() + 2;
    int room = Math.min(most, 1 << 10);
    tokens = new int[stride * room];
    weights = new int[room];
  }

  synchronized void add(int[] ids, int from, int at) {
    int place = places.getOrDefault(Pairing.TOKENS.of(ids, from, at), -1);
    if (place >= 0 && weights[place] > 0) {
      weights[place] = Math.min(Weights.MOST, weights[place] + 1);
    } else if (place < 0 && size < most) {
      put(ids, from, at, 1);
    }
  }

  /// Keeps a pair out for good.
  synchronized void exclude(int[] ids, int from, int at) {
    if (size < most && places.getOrDefault(Pairing.TOKENS.of(ids, from, at), -1) < 0) {
      put(ids, from, at, 0);
    }
  }

  private void put(int[] ids, int from, int at, int weight) {
    if (size == weights.length) {
      int room = (int) Math.min(most, size * 2L);
      tokens = Arrays.copyOf(tokens, room * stride);
      weights = Arrays.copyOf(weights, room);
    }
    places.put(Pairing.TOKENS.of(ids, from, at), size);
    tokens[size * stride] = at - from;
    System.arraycopy(ids, from, tokens, size * stride + 1, at - from + 1);
    weights[size++] = weight;
  }

  synchronized Sample sample() {
    return new Sample(Arrays.copyOf(tokens, size * stride), stride, Arrays.copyOf(weights, size));
  }
}
