// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.util.Arrays;

/// The signed rank test (Wilcoxon 1945), exact with ties: if each difference were as likely to have
/// the other sign, how often the ranks of the positive ones would sum as high. Zeros do not count.
public final class SignedRank {
  /// More differences than this are not counted.
  public static final int MOST = 400;

  private SignedRank() {}

  /// The chance; 1 when no difference is left.
  ///
  /// @throws IllegalArgumentException for more than [#MOST] differences other than 0
  public static double p(double[] differences) {
    double[] there = Arrays.stream(differences).filter(d -> d != 0).toArray();
    if (there.length > MOST) {
      throw new IllegalArgumentException(
          "at most " + MOST + " differences can be ranked, not " + there.length);
    }
    int[] ranks = doubledRanks(there);
    int bar = 0;
    for (int i = 0; i < there.length; i++) {
      bar += there[i] > 0 ? ranks[i] : 0;
    }
    double reached = 0;
    double[] chances = chances(ranks);
    for (int sum = bar; sum < chances.length; sum++) {
      reached += chances[sum];
    }
    return Math.min(1, reached);
  }

  /// Twice the mean rank of each size among its equals.
  private static int[] doubledRanks(double[] differences) {
    return Arrays.stream(differences)
        .map(Math::abs)
        .mapToInt(
            v -> {
              long below = Arrays.stream(differences).filter(d -> Math.abs(d) < v).count();
              long equal = Arrays.stream(differences).filter(d -> Math.abs(d) == v).count();
              return (int) (2 * below + equal + 1);
            })
        .toArray();
  }

  /// The chance of each sum, when a fair coin says of each rank whether it counts.
  private static double[] chances(int[] ranks) {
    var chances = new double[Arrays.stream(ranks).sum() + 1];
    chances[0] = 1;
    for (int rank : ranks) {
      for (int sum = chances.length - 1; sum >= 0; sum--) {
        chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
      }
    }
    return chances;
  }
}
