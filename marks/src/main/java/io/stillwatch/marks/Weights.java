// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.List;

/// How many distinct pairs have which weight.
///
/// @param pairs at index i, how many have the weight i + 1
public record Weights(List<Long> pairs) {
  /// The weight of a pair that occurred this often or oftener: repetitions beyond tell little more
  /// and cost variance.
  public static final int MOST = 8;

  public Weights {
    pairs = List.copyOf(pairs);
    for (long n : pairs) {
      if (n < 0) {
        throw new IllegalArgumentException("a count is 0 or more, not " + n);
      }
    }
  }

  /// n pairs of weight 1.
  public static Weights ones(long n) {
    return new Weights(List.of(n));
  }

  /// How many pairs there are.
  public long count() {
    return pairs.stream().mapToLong(Long::longValue).sum();
  }

  /// The largest weight that occurs; 0 when there is no pair.
  public int largest() {
    int w = pairs.size();
    while (w > 0 && pairs.get(w - 1) == 0) {
      w--;
    }
    return w;
  }

  /// The sum of `n_w w^power`.
  public double sum(int power) {
    double sum = 0;
    for (int w = 1; w <= pairs.size(); w++) {
      sum += pairs.get(w - 1) * Math.pow(w, power);
    }
    return sum;
  }
}
