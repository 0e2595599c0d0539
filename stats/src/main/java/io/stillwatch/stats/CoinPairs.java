// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.util.Arrays;
import java.util.List;

/// F5: does untouched traffic answer to a coin?
///
/// In each pair of slots a fair coin picks the one in which *others* are throttled; the sign is
/// that of the focal traffic in the treated slot minus the other. If the focal accounts do not
/// react, the sign is symmetric by the coin alone, whatever the traffic looks like, and `e = mean
/// over b in {0.2, 0.3, .., 0.9} of prod (1 + b s_k)` is an e-process over pairs. Only the numbers
/// of each sign matter. Design: Athey, Eckles and Imbens, arXiv 1506.02084; betting form ours.
///
/// The e-value may be read after any pair. [#signP] and [#sumP] are exact p-values of a number of
/// pairs that was fixed beforehand, read once; whoever stops when it pleases has none.
public final class CoinPairs {
  /// More pairs than this have too many outcomes to count for [#sumP].
  public static final int MOST_SUMMED = 40;

  private static final double[] STAKES = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  private CoinPairs() {}

  /// The logarithm of the e-value after all pairs.
  ///
  /// @param signs +1, 0 or -1 per pair, in the order of the coins
  public static double logE(int[] signs) {
    long up = 0;
    long down = 0;
    for (int s : signs) {
      up += requireSign(s) > 0 ? 1 : 0;
      down += s < 0 ? 1 : 0;
    }
    return logE(up, down);
  }

  /// The logarithm of the e-value after `up` pairs in favour, `down` against, and any number
  /// without difference.
  public static double logE(long up, long down) {
    requireCounts(up, down);
    double[] terms = new double[STAKES.length];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = up * Math.log1p(STAKES[i]) + down * Math.log1p(-STAKES[i]);
    }
    return Logs.logMeanExp(terms);
  }

  /// The logarithm of the e-process after each pair.
  public static double[] path(int[] signs) {
    double[] path = new double[signs.length];
    long up = 0;
    long down = 0;
    for (int k = 0; k < signs.length; k++) {
      up += requireSign(signs[k]) > 0 ? 1 : 0;
      down += signs[k] < 0 ? 1 : 0;
      path[k] = logE(up, down);
    }
    return path;
  }

  /// The stakes b, for the record of a plan.
  public static List<Double> stakes() {
    return Arrays.stream(STAKES).boxed().toList();
  }

  /// The chance that fair coins give `up` or more heads among `up + down`: the exact sign test.
  public static double signP(long up, long down) {
    requireCounts(up, down);
    long n = up + down;
    double sum = 0;
    for (long k = n; k >= up; k--) {
      double ways = Gamma.lgamma(n + 1.0) - Gamma.lgamma(k + 1.0) - Gamma.lgamma(n - k + 1.0);
      sum += Math.exp(ways - n * Math.log(2));
    }
    return Math.min(1, sum);
  }

  /// The chance that the sum of these differences, each with its sign drawn anew by a fair coin, is
  /// at least what it is: every one of the `2^n` outcomes is counted, by halves.
  ///
  /// @param differences treated slot minus the other, one for each pair; zeros do not matter
  /// @throws IllegalArgumentException for more than [#MOST_SUMMED] differences other than 0
  public static double sumP(long[] differences) {
    long[] sizes = Arrays.stream(differences).filter(d -> d != 0).map(Math::abs).toArray();
    if (sizes.length > MOST_SUMMED) {
      throw new IllegalArgumentException(
          "outcomes of at most " + MOST_SUMMED + " pairs can be counted, not " + sizes.length);
    }
    long[] left = sums(Arrays.copyOf(sizes, sizes.length / 2));
    long[] right = sums(Arrays.copyOfRange(sizes, sizes.length / 2, sizes.length));
    long bar = Arrays.stream(differences).sum();
    long reached = 0;
    int from = right.length;
    for (long sum : left) {
      while (from > 0 && sum + right[from - 1] >= bar) {
        from--;
      }
      reached += right.length - from;
    }
    return reached / Math.scalb(1.0, sizes.length);
  }

  /// The sums of all choices of signs, in order.
  private static long[] sums(long[] sizes) {
    long[] sums = new long[1 << sizes.length];
    int filled = 1;
    for (long size : sizes) {
      for (int i = 0; i < filled; i++) {
        sums[filled + i] = sums[i] + size;
        sums[i] -= size;
      }
      filled *= 2;
    }
    Arrays.sort(sums);
    return sums;
  }

  private static void requireCounts(long up, long down) {
    if (up < 0 || down < 0) {
      throw new IllegalArgumentException("counts are 0 or more, not " + up + " and " + down);
    }
  }

  private static int requireSign(int s) {
    if (s < -1 || s > 1) {
      throw new IllegalArgumentException("a sign is -1, 0 or 1, not " + s);
    }
    return s;
  }
}
