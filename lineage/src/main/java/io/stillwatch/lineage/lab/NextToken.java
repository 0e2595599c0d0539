// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.marks.Step;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The chances of the next token: of a few tokens, none twice, summing to 1. Immutable.
public final class NextToken {
  private final int[] tokens;
  private final double[] chances;

  private NextToken(int[] tokens, double[] chances) {
    this.tokens = tokens;
    this.chances = chances;
  }

  /// Of these tokens, in these proportions. The arrays are taken, not copied.
  static NextToken of(int[] tokens, double[] weights) {
    double sum = 0;
    for (double one : weights) {
      sum += one;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return new NextToken(tokens, weights);
  }

  /// Of a row of a table: the tokens `0..tokens`, in these proportions.
  ///
  /// @param from where the row begins
  public static NextToken row(float[] table, int from, int tokens) {
    double[] weights = new double[tokens];
    for (int i = 0; i < tokens; i++) {
      weights[i] = table[from + i];
    }
    return of(IntStream.range(0, tokens).toArray(), weights);
  }

  int size() {
    return tokens.length;
  }

  int token(int i) {
    return tokens[i];
  }

  double chance(int i) {
    return chances[i];
  }

  /// The token that a uniform number falls on.
  public int draw(double uniform) {
    double rest = uniform;
    for (int i = 0; i < tokens.length; i++) {
      rest -= chances[i];
      if (rest < 0) {
        return tokens[i];
      }
    }
    return tokens.length == 0 ? 0 : tokens[tokens.length - 1];
  }

  /// The likeliest tokens with their chances, the likeliest first.
  public List<Map.Entry<Integer, Double>> top(int most) {
    return IntStream.range(0, tokens.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -chances[i]).thenComparingInt(i -> tokens[i]))
        .limit(most)
        .map(i -> Map.entry(tokens[i], chances[i]))
        .toList();
  }

  /// As a table by token.
  Map<Integer, Double> told(int most) {
    var told = new HashMap<Integer, Double>();
    top(most).forEach(one -> told.put(one.getKey(), one.getValue()));
    return told;
  }

  /// Aaronson's rule over these alone: the largest `log(u) / p`, where the score is `-log(1-u)`.
  /// What it picks is what [Step#draw] picks over the whole vocabulary.
  int race(Step step) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tokens.length; i++) {
      double race = Math.log(-Math.expm1(-step.score(tokens[i]))) / chances[i];
      if (race > most) {
        most = race;
        best = i;
      }
    }
    return tokens.length == 0 ? 0 : tokens[best];
  }
}
