// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

/// F11: the terms of one principal's e-value that it belongs to a group. How often it uses the
/// group's own scaffolds: negative binomial as fitted to the members, against a stranger who uses
/// them with at most a given probability, and then heavy-tailed (c uses as c^-1.5, c from 1 on).
///
/// @param mean uses of the members that are like the median, on average
/// @param alpha concentration of those uses
/// @param bound 99% upper bound of the share of outsiders that use a scaffold at all
/// @param shares which share of their work the members do so
public record Membership(double mean, double alpha, double bound, ShareFit shares) {
  private static final double TAIL = 1.5;
  private static final double LOG_ZETA = Math.log(2.612375348685488);

  /// However much all others pass, so much of a member is expected to have passed nothing.
  private static final double SILENT_LEAST = 0.1;

  private static final double STRANGERS = 2;

  /// @param uses of the members that are like the median
  /// @param works pieces of work of the same
  /// @param outside how many of the principals outside the group use one of its scaffolds
  /// @param outsiders how many principals are outside the group
  public static Membership fitted(long[] uses, long[] works, long outside, long outsiders) {
    double sum = 0;
    for (long n : uses) {
      sum += n;
    }
    double mean = Math.max(1e-9, uses.length == 0 ? 0 : sum / uses.length);
    double bound =
        Math.min(1, PoissonExcess.upperRate(outside, Math.max(1.0, (double) outsiders), 0.99));
    double alpha = uses.length == 0 ? 1e4 : EvenSplit.fitAlpha(uses);
    return new Membership(mean, alpha, bound, ShareFit.of(uses, works));
  }

  /// Log e-value of this many uses. One stray use among members with fifty each speaks for a
  /// stranger, and so do five thousand. How well the share of the work fits the members' can only
  /// lower it.
  public double scaffold(long uses, long works) {
    if (uses == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double success = mean / (mean + alpha);
    double member =
        Gamma.logRising(alpha, uses)
            - Gamma.lgamma(uses + 1.0)
            + alpha * Math.log1p(-success)
            + uses * Math.log(success);
    double stranger = Math.log(bound) - TAIL * Math.log((double) uses) - LOG_ZETA;
    return member - stranger + shares.logFit(uses, works);
  }

  /// Logarithm of the probability that a member passed nothing, from how many passed one thing and
  /// two (Chao 1984). Where flows carry the finding, nobody of the silent belongs when they are
  /// more than twice as many as can be members, for then most of them are not.
  ///
  /// @param passing how many members passed things
  /// @param silent how many did not
  /// @param once how many passed one thing
  /// @param twice how many passed two
  /// @param convict whether flows would carry the finding alone
  public static double silence(
      int passing, int silent, double once, double twice, boolean convict) {
    double unseen = Math.max(SILENT_LEAST, once * (once - 1) / (2 * (twice + 1)));
    return silent > STRANGERS * unseen && convict
        ? Double.NEGATIVE_INFINITY
        : Math.log(unseen / (passing + unseen));
  }
}
