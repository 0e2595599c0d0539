// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Step;
import java.util.random.RandomGenerator;

/// A red-green mark after one context: a share of the tokens is green, marked text prefers them by
/// adding `delta` to their logits (Kirchenbauer et al., ICML 2023). The score is 1 for green.
interface GreenList extends Step {
  /// What is added to the logit of a green token, in nats.
  double DELTA = 2;

  /// Whether a candidate is green.
  boolean green(int candidate);

  @Override
  default double score(int candidate) {
    return green(candidate) ? 1 : 0;
  }

  @Override
  default int draw(double[] probabilities, RandomGenerator coin) {
    double[] p = new double[probabilities.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      boolean raised = probabilities[i] > 0 && green(i);
      p[i] = probabilities[i] * (raised ? Math.exp(DELTA) : 1);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return Step.plain(p, coin);
  }
}
