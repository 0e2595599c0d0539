// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Step;
import java.util.random.RandomGenerator;

/// SynthID's tournament of two leaves a layer after one context: each layer turns a probability p
/// of a token with bit g into `p (1 + g - sum of g p)`.
abstract class Tournament implements Step {
  private final int depth;
  private final SynthIdScore.Scoring scoring;

  Tournament(int depth, SynthIdScore.Scoring scoring) {
    this.depth = depth;
    this.scoring = scoring;
  }

  /// The bits of a candidate, layer 0 in the lowest.
  abstract long bits(int candidate);

  @Override
  public double score(int candidate) {
    return scoring.of(bits(candidate));
  }

  @Override
  public int draw(double[] probabilities, RandomGenerator coin) {
    long[] bits = new long[probabilities.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = probabilities[i] > 0 ? bits(i) : 0;
    }
    return Step.plain(played(probabilities, bits, depth), coin);
  }

  /// The probabilities after all layers.
  static double[] played(double[] probabilities, long[] bits, int depth) {
    double[] p = probabilities.clone();
    for (int l = 0; l < depth; l++) {
      double ones = 0;
      for (int i = 0; i < p.length; i++) {
        ones += ((bits[i] >>> l) & 1) * p[i];
      }
      for (int i = 0; i < p.length; i++) {
        p[i] *= 1 + ((bits[i] >>> l) & 1) - ones;
      }
    }
    return p;
  }
}
