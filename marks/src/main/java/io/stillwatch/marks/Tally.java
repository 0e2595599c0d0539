// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.Logs;

/// What a mark scored over everything that was read. Every distinct (context, token) pair counts
/// once, with weight 1 or with weight `min(n, 8)` when it occurred n times: whoever counts every
/// occurrence accuses the innocent, for text repeats itself.
///
/// All chances and e-values are natural logarithms, and hold for a key that is independent of the
/// text. For one of many keys or profiles, correct for their number ([Findings]).
///
/// @param law of one score
/// @param tokens scored positions, repetitions included
/// @param leftOut positions whose pair had no room ([Scorer])
/// @param weights of the distinct pairs
/// @param once the sum over distinct pairs
/// @param weighted the same with weights
public record Tally(
    Law law, long tokens, long leftOut, Weights weights, double once, double weighted) {

  /// How many distinct pairs were scored.
  public long pairs() {
    return weights.count();
  }

  /// The chance of so high a sum over distinct pairs, each once: exact where the law has a closed
  /// form.
  public double logP() {
    return law.logTail(once, pairs());
  }

  /// A bound on the chance of so high a weighted sum; the stronger test where text repeats itself,
  /// as what a student model writes does.
  public double logPWeightedBound() {
    return Tails.bound(law, weights, weighted);
  }

  /// The same chance as closely as it can be had, but no bound.
  public double logPWeighted() {
    return Tails.saddlepoint(law, weights, weighted);
  }

  /// The e-value over distinct pairs, each once: the mean of `exp(L T - n K(L))` over a grid of L.
  /// Reading may be stopped at any time, looking at it.
  public double logE() {
    return logE(Weights.ones(pairs()), once);
  }

  /// The e-value with weights. It holds for a text that was chosen before looking: a pair's weight
  /// grows after its score is known, so do not stop by it.
  public double logEWeighted() {
    return logE(weights, weighted);
  }

  /// The mean score of a pair.
  public double mean() {
    return pairs() == 0 ? Double.NaN : once / pairs();
  }

  private double logE(Weights of, double sum) {
    if (of.largest() == 0) {
      return 0;
    }
    return Logs.logMeanExp(
        EGrid.of(law, of.largest()).map(l -> l * sum - Tails.cumulant(law, of, l)).toArray());
  }
}
