// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Step;
import java.util.random.RandomGenerator;

/// Keyed uniforms of the candidates after one context, and what Aaronson's Gumbel-max rule makes of
/// them: the next token is the one with the largest `log(u) / p`, the score is `-log(1 - u)`.
interface Uniforms extends Step {
  /// The uniform of a candidate, from 0 to 1, 1 excluded.
  double uniform(int candidate);

  @Override
  default double score(int candidate) {
    return -Math.log1p(-uniform(candidate));
  }

  @Override
  default int draw(double[] probabilities, RandomGenerator coin) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        double race = Math.log(uniform(i)) / probabilities[i];
        if (race > most) {
          most = race;
          best = i;
        }
      }
    }
    return best;
  }
}
