// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

/// Kingma and Ba's rule (arXiv 1412.6980), with its usual constants; no gradient counts above 1 in
/// norm.
final class Adam {
  private static final double KEEP_MEAN = 0.9;
  private static final double KEEP_SQUARE = 0.999;
  private static final double LITTLE = 1e-8;

  private final NDList weights;
  private final NDList means = new NDList();
  private final NDList squares = new NDList();
  private int steps;

  Adam(NDList weights) {
    this.weights = weights;
    for (NDArray one : weights) {
      means.add(one.zerosLike());
      squares.add(one.zerosLike());
    }
  }

  /// Follows the gradients that were collected, and forgets them.
  void step(double rate) {
    steps++;
    double corrected =
        rate * Math.sqrt(1 - Math.pow(KEEP_SQUARE, steps)) / (1 - Math.pow(KEEP_MEAN, steps));
    try (NDScope _ = Network.scope()) {
      for (int i = 0; i < weights.size(); i++) {
        NDArray gradient = weights.get(i).getGradient();
        double norm = gradient.norm().getFloat();
        gradient.muli(Math.min(1, 1 / Math.max(norm, LITTLE)));
        means.get(i).muli(KEEP_MEAN).addi(gradient.mul(1 - KEEP_MEAN));
        squares.get(i).muli(KEEP_SQUARE).addi(gradient.square().muli(1 - KEEP_SQUARE));
        NDArray by = means.get(i).div(squares.get(i).sqrt().addi(LITTLE)).muli(corrected);
        weights.get(i).subi(by);
        gradient.subi(gradient);
      }
    }
  }
}
