// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// Distinct pairs with their weights. Immutable.
final class Sample {
  private final int[] tokens;
  private final int stride;
  private final int[] weights;

  Sample(int[] tokens, int stride, int[] weights) {
    this.tokens = tokens;
    this.stride = stride;
    this.weights = weights;
  }

  int size() {
    return weights.length;
  }

  /// The weighted sum under a mark.
  double sum(Mark mark) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int from = i * stride + 1;
      sum += weights[i] * mark.score(tokens, from, from + tokens[from - 1]);
    }
    return sum;
  }
}
