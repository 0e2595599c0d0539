// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import java.util.Collections;
import java.util.List;

/// SynthID's Bayesian detector: in marked text the bit of a layer is one with the chance `P = ((1 +
/// 1/2) p2 + p1) / 2`, where p2 is the chance that both leaves of the tournament differ, a logistic
/// function of the layers before. The chances of both outcomes add to 1, so that the product of `2
/// P` over bits that a key draws fairly is an e-value, whatever the parameters.
///
/// @param beta one a layer
/// @param delta at index l, the l weights of the layers before
public record SynthIdBayes(List<Double> beta, List<List<Double>> delta) {
  /// Where training starts.
  private static final double START = -2.5;

  public SynthIdBayes {
    beta = List.copyOf(beta);
    delta = delta.stream().map(List::copyOf).toList();
    if (delta.size() != beta.size()) {
      throw new IllegalArgumentException(beta.size() + " layers, " + delta.size() + " rows");
    }
    for (int l = 0; l < delta.size(); l++) {
      if (delta.get(l).size() < l) {
        throw new IllegalArgumentException("layer " + l + " needs " + l + " weights");
      }
    }
  }

  /// The detector before any training.
  public static SynthIdBayes starting(int depth) {
    return new SynthIdBayes(
        Collections.nCopies(depth, START),
        java.util.stream.IntStream.range(0, depth)
            .mapToObj(l -> Collections.nCopies(l, 0.0))
            .toList());
  }

  /// The logarithm of the e-value of one token's bits, layer 0 in the lowest.
  public double logE(long bits) {
    double sum = 0;
    for (int l = 0; l < beta.size(); l++) {
      long g = (bits >>> l) & 1;
      double p2 = 1 / (1 + Math.exp(-logit(l, bits)));
      double p1 = 1 - p2;
      sum += Math.log((g + 0.5) * p2 + p1);
    }
    return sum;
  }

  private double logit(int layer, long bits) {
    double sum = beta.get(layer);
    for (int j = 0; j < layer; j++) {
      sum += ((bits >>> j) & 1) * delta.get(layer).get(j);
    }
    return sum;
  }
}
