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
    var places = new Places(tokens);
    double[] scores = new double[Places.MOST];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int from = i * stride + 1;
      places.add(from, from + tokens[from - 1]);
      if (places.size() == Places.MOST || i == weights.length - 1) {
        mark.scores(places, scores);
        for (int k = 0; k < places.size(); k++) {
          sum += weights[i + 1 - places.size() + k] * scores[k];
        }
        places.clear();
      }
    }
    return sum;
  }
}
