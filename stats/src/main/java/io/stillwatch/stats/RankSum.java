// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.util.Arrays;

/// The rank sum test (Wilcoxon 1945; Mann and Whitney 1947), exact with ties: every way to choose
/// as many values as `higher` has among all of them is counted.
public final class RankSum {
  /// More values than this in all are not counted.
  public static final int MOST = 400;

  private RankSum() {}

  /// The chance that values chosen at random rank as high as `higher` or higher; 1 when one side is
  /// empty.
  ///
  /// @throws IllegalArgumentException for more than [#MOST] values
  public static double p(double[] higher, double[] rest) {
    int all = higher.length + rest.length;
    if (all > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " values can be ranked, not " + all);
    }
    double[] values = Arrays.copyOf(higher, all);
    System.arraycopy(rest, 0, values, higher.length, rest.length);
    int[] ranks = doubledRanks(values);
    int bar = Arrays.stream(ranks, 0, higher.length).sum();
    double[] ways = ways(ranks, higher.length);
    double reached = 0;
    double total = 0;
    for (int sum = 0; sum < ways.length; sum++) {
      total += ways[sum];
      reached += sum >= bar ? ways[sum] : 0;
    }
    return reached / total;
  }

  /// Twice the mean rank of each value among its equals, from 2.
  private static int[] doubledRanks(double[] values) {
    return Arrays.stream(values)
        .mapToInt(
            v -> {
              long below = Arrays.stream(values).filter(other -> other < v).count();
              long equal = Arrays.stream(values).filter(other -> other == v).count();
              return (int) (2 * below + equal + 1);
            })
        .toArray();
  }

  /// In how many ways so many ranks give each sum; no more than 2^400, which a double holds.
  private static double[] ways(int[] ranks, int chosen) {
    int most = Arrays.stream(ranks).sum();
    var ways = new double[chosen + 1][most + 1];
    ways[0][0] = 1;
    for (int rank : ranks) {
      for (int k = chosen; k > 0; k--) {
        for (int sum = most; sum >= rank; sum--) {
          ways[k][sum] += ways[k - 1][sum - rank];
        }
      }
    }
    return ways[chosen];
  }
}
