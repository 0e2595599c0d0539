// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.CoinsOfWeight;
import io.stillwatch.marks.Law;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How SynthID's bits of one token, one for each layer of its tournament, become a score (Dathathri
/// et al., Nature 634, 2024).
public enum SynthIdScore {
  /// The number of ones. The tail is binomial.
  MEAN,
  /// Ones weighted from 10 for the first layer down to 1 for the last, normalised to sum to the
  /// depth: early layers carry more of the mark.
  WEIGHTED_MEAN,
  /// The logarithm of an e-value: twice the chance of each bit in marked text, under the Bayesian
  /// detector with its starting parameters ([SynthIdBayes]).
  BAYESIAN;

  /// What reports call it.
  public String word() {
    return switch (this) {
      case MEAN -> "mean";
      case WEIGHTED_MEAN -> "weighted-mean";
      case BAYESIAN -> "bayesian";
    };
  }

  Law law(int depth) {
    return switch (this) {
      case MEAN -> new Law.Coins(0.5, depth);
      case WEIGHTED_MEAN -> new CoinsOfWeight(weights(depth));
      case BAYESIAN -> new Law.Bets();
    };
  }

  /// The score of bits, layer 0 in the lowest.
  Scoring of(int depth) {
    return switch (this) {
      case MEAN -> Long::bitCount;
      case WEIGHTED_MEAN -> weighing(weights(depth));
      case BAYESIAN -> betting(SynthIdBayes.starting(depth), depth);
    };
  }

  private static Scoring weighing(double[] weights) {
    return bits -> {
      double sum = 0;
      for (long rest = bits; rest != 0; rest &= rest - 1) {
        sum += weights[Long.numberOfTrailingZeros(rest)];
      }
      return sum;
    };
  }

  /// Before any training all layers are alike, so that the number of ones says it all.
  private static Scoring betting(SynthIdBayes bayes, int depth) {
    double[] byOnes =
        IntStream.rangeClosed(0, depth)
            .mapToDouble(ones -> bayes.logE(ones == 0 ? 0 : -1L >>> (Long.SIZE - ones)))
            .toArray();
    return bits -> byOnes[Long.bitCount(bits)];
  }

  private static double[] weights(int depth) {
    double[] line =
        IntStream.range(0, depth)
            .mapToDouble(l -> depth == 1 ? 1 : 10 - 9.0 * l / (depth - 1))
            .toArray();
    double sum = Arrays.stream(line).sum();
    return Arrays.stream(line).map(w -> w * depth / sum).toArray();
  }

  /// Bits to a score.
  @FunctionalInterface
  interface Scoring {
    double of(long bits);
  }
}
