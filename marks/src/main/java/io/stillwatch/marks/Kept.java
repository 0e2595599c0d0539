// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.Arrays;

/// The first distinct pairs of a text, as tokens, so that other keys can be tried on them later.
/// Which are kept depends on the text alone.
final class Kept {
  private final Reach reach;
  private final int most;
  private final int stride;
  private int[] tokens;
  private int size;

  Kept(Reach reach, int most) {
    this.reach = reach;
    this.most = most;
    stride = reach.window() + 2;
    tokens = new int[stride * Math.min(most, 1 << 10)];
  }

  synchronized void add(int[] ids, int from, int at) {
    if (size == most) {
      return;
    }
    int base = size * stride;
    if (base == tokens.length) {
      tokens = Arrays.copyOf(tokens, (int) Math.min((long) most * stride, tokens.length * 2L));
    }
    tokens[base] = at - from;
    System.arraycopy(ids, from, tokens, base + 1, at - from + 1);
    size++;
  }

  synchronized Sample sample(Pairs pairs) {
    int[] weights = new int[size];
    for (int i = 0; i < size; i++) {
      int base = i * stride;
      long hash = Pairs.hash(tokens, base + 1, base + 1 + tokens[base]);
      weights[i] = Math.min(Weights.MOST, pairs.count(hash));
    }
    return new Sample(Arrays.copyOf(tokens, size * stride), stride, weights);
  }

  Reach reach() {
    return reach;
  }
}
