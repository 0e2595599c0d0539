// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.random.RandomGenerator;

/// A mark after one context: scores every candidate, and draws the next token.
public interface Step {
  /// The score of a candidate.
  double score(int candidate);

  /// Draws the next token of marked text.
  ///
  /// @param probabilities of the tokens 0, 1, ..; they sum to 1
  /// @param coin what the mark leaves to chance; not used where the key decides all
  int draw(double[] probabilities, RandomGenerator coin);

  /// Draws a token by chance alone, as unmarked text is.
  static int plain(double[] probabilities, RandomGenerator coin) {
    double rest = coin.nextDouble();
    int last = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        rest -= probabilities[i];
        last = i;
        if (rest < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
