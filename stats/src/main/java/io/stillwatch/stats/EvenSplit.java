// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import org.jspecify.annotations.Nullable;

/// F1: is work split more evenly over the members of a group than their own tastes would split it?
///
/// Counts `c_1 .. c_m`, one per frozen member, members without any included. Null: a symmetric
/// Dirichlet-multinomial whose concentration is *at most* alpha0 (small: a few members do most of
/// the work). Against it stand, with equal weight, an exactly equal split, a tight and a loose
/// concentration, 20 and 5 or eight times and twice alpha0, whichever is larger: an alternative
/// less even than the null would make a ratio that grows with *un*evenness.
///
/// ```
/// log P_a(c) = lgamma(m a) - lgamma(m a + N) + sum [ lgamma(a + c_i) - lgamma(a) ]
/// log e      = log( (m^-N + P_tight + P_loose) / 3 ) - log P_alpha0
/// ```
///
/// A likelihood ratio of ordered sequences, hence an e-process in the arriving work. The
/// expectation is 1 when the truth is alpha0 and was measured below 1 when it is more uneven; a
/// truth more even than alpha0 breaks it, so alpha0 is an upper bound from the stratum, checked by
/// placebo groups. Never multiply [#logE] of separate time bins: habits persist. Use [#logStep].
///
/// Sources: Polya urn; arXiv 2011.03567. The alternatives are ours.
public final class EvenSplit {
  /// The least concentrations of the two alternatives that are not exactly equal.
  private static final double LOOSE = 5;

  private static final double TIGHT = 20;
  private static final int MATERIAL_LEAST = 20;
  private static final double LEAST_ALPHA = 0.01;
  private static final double MOST_ALPHA = 1e4;

  /// However uneven the groups of a log are, strangers may reach this concentration.
  private static final double BOUND_LEAST = 1.5;

  private EvenSplit() {}

  /// Upper bound of the concentration that strangers reach, from those fitted to groups that share
  /// a template: twice their median, so that campaigns among them hardly move it.
  ///
  /// @param fitted concentrations, ascending
  public static double strangersBound(double[] fitted) {
    return fitted.length == 0 ? BOUND_LEAST : Math.max(BOUND_LEAST, 2 * fitted[fitted.length / 2]);
  }

  /// The logarithm of the e-value of both looks together: all members, and those like the median.
  /// Less than 20 pieces of work say nothing.
  ///
  /// @param like null when those like the median were too few to be looked at apart
  public static double logETwice(
      long[] all, double bound, long @Nullable [] like, double likeBound) {
    double some = like == null ? Double.NEGATIVE_INFINITY : promise(like, likeBound);
    return Fusion.average(new double[] {promise(all, bound), some});
  }

  /// As [#logE], 0 for less than 20 pieces of work.
  public static double promise(long[] counts, double alpha0) {
    return total(counts) < MATERIAL_LEAST ? 0 : logE(counts, alpha0);
  }

  /// The logarithm of the e-value of the totals. 0 for one member or for no work.
  ///
  /// @param counts one per member, each from 0 up
  /// @param alpha0 upper bound of the concentration among strangers, positive
  public static double logE(long[] counts, double alpha0) {
    return logAlternatives(counts, alpha0) - logMarginal(counts, alpha0);
  }

  /// The logarithm of the probability of one ordered sequence with these totals when the shares are
  /// drawn from a symmetric Dirichlet.
  public static double logMarginal(long[] counts, double alpha) {
    return new Tally(counts).logMarginal(alpha);
  }

  /// The concentration under which the counts are likeliest, within 0.01 .. 10,000. Fewer than two
  /// events, or a single member, say nothing: the answer is then 10,000, which as a null accuses
  /// nobody.
  public static double fitAlpha(long[] counts) {
    return fitAlpha(new long[][] {counts});
  }

  /// The concentration under which several groups of one stratum are jointly likeliest.
  public static double fitAlpha(long[][] groups) {
    Tally[] tallies = new Tally[groups.length];
    boolean silent = true;
    for (int g = 0; g < groups.length; g++) {
      tallies[g] = new Tally(groups[g]);
      silent &= tallies[g].total < 2 || groups[g].length < 2;
    }
    return silent ? MOST_ALPHA : Math.exp(likeliest(tallies));
  }

  /// A grid of 29 points over the logarithm of alpha, then golden section around the best.
  private static double likeliest(Tally[] tallies) {
    double low = Math.log(LEAST_ALPHA);
    double step = (Math.log(MOST_ALPHA) - low) / 28;
    double best = low;
    double height = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= 28; i++) {
      double h = sum(tallies, low + i * step);
      if (h > height) {
        height = h;
        best = low + i * step;
      }
    }
    return Maximum.of(
        u -> sum(tallies, u),
        Math.max(low, best - step),
        Math.min(Math.log(MOST_ALPHA), best + step));
  }

  private static double sum(Tally[] tallies, double logAlpha) {
    double sum = 0;
    for (Tally tally : tallies) {
      sum += tally.logMarginal(Math.exp(logAlpha));
    }
    return sum;
  }

  /// The logarithm of the probability of the ordered events of one new bin, given all earlier ones,
  /// under one concentration.
  public static double logPredictive(long[] bin, long[] before, double alpha) {
    long n = total(bin);
    double log = -Gamma.logRising(bin.length * alpha + total(before), n);
    for (int i = 0; i < bin.length; i++) {
      if (bin[i] > 0) {
        log += Gamma.logRising(alpha + before[i], bin[i]);
      }
    }
    return log;
  }

  /// What one new bin multiplies the e-process by, as a logarithm, given all earlier bins. Summed
  /// over bins this equals [#logE] of the totals.
  ///
  /// @param bin events per member in the new bin
  /// @param before events per member in all earlier bins, same length
  public static double logStep(long[] bin, long[] before, double alpha0) {
    if (bin.length != before.length) {
      throw new IllegalArgumentException(
          "members are frozen: " + before.length + " before, " + bin.length + " in the new bin");
    }
    double equal = -total(before) * Math.log(before.length);
    double tight = logMarginal(before, tight(alpha0));
    double loose = logMarginal(before, loose(alpha0));
    double now =
        Logs.logSumExp(
            equal - total(bin) * Math.log(bin.length),
            tight + logPredictive(bin, before, tight(alpha0)),
            loose + logPredictive(bin, before, loose(alpha0)));
    return now - Logs.logSumExp(equal, tight, loose) - logPredictive(bin, before, alpha0);
  }

  private static double logAlternatives(long[] counts, double alpha0) {
    Tally tally = new Tally(counts);
    return Logs.logMeanExp(
        -tally.total * Math.log(counts.length),
        tally.logMarginal(tight(alpha0)),
        tally.logMarginal(loose(alpha0)));
  }

  private static double tight(double alpha0) {
    return Math.max(TIGHT, 8 * alpha0);
  }

  private static double loose(double alpha0) {
    return Math.max(LOOSE, 2 * alpha0);
  }

  private static long total(long[] counts) {
    long sum = 0;
    for (long c : counts) {
      sum += c;
    }
    return sum;
  }

  /// Counts prepared for many concentrations: how many members have each small count, and the rest.
  private static final class Tally {
    private static final int SMALL = 64;

    private final int[] members = new int[SMALL];
    private final long[] large;
    private final int size;
    private final long total;

    Tally(long[] counts) {
      if (counts.length == 0) {
        throw new IllegalArgumentException("an even split needs at least one member");
      }
      size = counts.length;
      int many = 0;
      long sum = 0;
      for (long c : counts) {
        if (c < 0) {
          throw new IllegalArgumentException("a count is 0 or more, not " + c);
        }
        sum += c;
        if (c < SMALL) {
          members[(int) c]++;
        } else {
          many++;
        }
      }
      total = sum;
      large = new long[many];
      for (long c : counts) {
        if (c >= SMALL) {
          large[--many] = c;
        }
      }
    }

    double logMarginal(double alpha) {
      double log = -Gamma.logRising(size * alpha, total);
      double rising = 0;
      for (int c = 1; c < SMALL; c++) {
        rising += Math.log(alpha + c - 1);
        log += members[c] * rising;
      }
      for (long c : large) {
        log += Gamma.logRising(alpha, c);
      }
      return log;
    }
  }
}
