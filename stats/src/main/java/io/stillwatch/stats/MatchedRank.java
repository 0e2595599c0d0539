// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.util.Arrays;

/// F4 as it is used: where a group's statistic stands among those of matched groups. Scores are
/// `exp((value - median) / spread)`, median and spread taken over all groups, the tested one
/// included, so ranks stay exchangeable; their soft rank is the e-value.
///
/// @param typical median over all groups
/// @param logE natural logarithm of the e-value
/// @param groups how many matched groups were looked at
public record MatchedRank(double observed, double typical, double logE, int groups) {
  /// So many matched groups are always looked at.
  public static final int FIRST = 99;

  /// When more of the first groups than this reach the tested one, no further ones are looked at.
  public static final int ABOVE_MOST = 2;

  /// Of a statistic that is only ever ranked among the first groups.
  public static MatchedRank few(double observed, double[] values) {
    return among(observed, values);
  }

  /// Half of the e-value comes from the first 99 groups, half from all. Where the first show that
  /// the group does not stand out, the second half is not looked at and counts as 0; to stop and
  /// take the first alone for the whole would give rare statistics a mean of 1.5.
  ///
  /// @param values of the matched groups: 99 of them, or more when it went on
  public static MatchedRank staged(double observed, double[] values) {
    MatchedRank first = among(observed, Arrays.copyOf(values, FIRST));
    if (values.length == FIRST) {
      return new MatchedRank(observed, first.typical, first.logE - Math.log(2), FIRST);
    }
    MatchedRank all = among(observed, values);
    double logE = Fusion.average(new double[] {first.logE, all.logE});
    return new MatchedRank(observed, all.typical, logE, values.length);
  }

  /// Whether the first groups leave it open that the tested one stands out.
  public static boolean goesOn(double observed, double[] first) {
    int above = 0;
    for (int n = 0; n < FIRST; n++) {
      above += first[n] >= observed ? 1 : 0;
    }
    return above <= ABOVE_MOST;
  }

  /// Of a statistic that counts things: also no more than a Poisson count of twice what is typical
  /// would say, and never less than a thousandth.
  public double logEOfCount() {
    double upper = 2 * Math.max(typical, 1);
    return Math.max(Math.min(logE, PoissonExcess.logE((long) observed, upper)), Math.log(1e-3));
  }

  private static MatchedRank among(double observed, double[] values) {
    int n = values.length;
    double[] pooled = Arrays.copyOf(values, n + 1);
    pooled[n] = observed;
    Arrays.sort(pooled);
    double median = pooled[pooled.length / 2];
    double spread = spread(pooled, median);
    var scores = new double[n];
    for (int b = 0; b < n; b++) {
      scores[b] = score(values[b], median, spread);
    }
    double logE = Calibrators.logSoftRank(score(observed, median, spread), scores);
    return new MatchedRank(observed, median, logE, n);
  }

  private static double score(double value, double median, double spread) {
    return spread == 0 ? 1 : Math.exp(Math.clamp((value - median) / spread, -20, 20));
  }

  private static double spread(double[] sorted, double median) {
    var away = new double[sorted.length];
    double sum = 0;
    for (int i = 0; i < away.length; i++) {
      away[i] = Math.abs(sorted[i] - median);
      sum += away[i];
    }
    Arrays.sort(away);
    double mad = 1.4826 * away[away.length / 2];
    return Math.max(mad, sum / away.length / 2);
  }
}
