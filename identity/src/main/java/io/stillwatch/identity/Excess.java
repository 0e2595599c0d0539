// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// How many others shared something of late, against what is usual for it. Others are counted as
/// customers: accounts of one organisation are one.
///
/// The null: signups come independently of each other, and the share of them that has this token is
/// the same now as before. Given the totals, how many of its signups fall into the window is then
/// hypergeometric, whatever that share is (Fisher's exact test, one-sided). So nothing is
/// estimated, a rush that is everybody's raises no count, and a deployment without a past flags
/// nobody.
///
/// @param others customers that share it, in the window, without the applicant's own
/// @param among customers in the window that could have
/// @param othersBefore those that shared it in the time before
/// @param amongBefore customers in the time before that could have
public record Excess(Trait trait, long others, long among, long othersBefore, long amongBefore) {
  /// The null, in one sentence.
  public static final String NULL =
      "signups are independent, and the share of them that has this is the same now as before";

  private static final double NEGLIGIBLE = 1e-17;

  public Excess {
    Require.that(others >= 0 && others <= among, "a part is no larger than the whole");
    Require.that(
        othersBefore >= 0 && othersBefore <= amongBefore, "a part is no larger than the whole");
  }

  /// Probability of so many or more under the null.
  public double p() {
    if (others == 0) {
      return 1;
    }
    double term = Math.exp(logFirst());
    double sum = 0;
    long marked = others + othersBefore;
    for (long k = others; k <= Math.min(marked, among) && term > sum * NEGLIGIBLE; k++) {
      sum += term;
      term *=
          (double) (among - k) * (marked - k) / (((double) k + 1) * (amongBefore - marked + k + 1));
    }
    return Math.min(1, sum);
  }

  private double logFirst() {
    return logChoose(among, others)
        + logChoose(amongBefore, othersBefore)
        - logChoose(among + amongBefore, others + othersBefore);
  }

  private static double logChoose(long n, long k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  /// A sum while that is short, Stirling's series (DLMF 5.11.1) from 256 on: its error is below
  /// 1e-15 there.
  static double logFactorial(long n) {
    if (n < 256) {
      double sum = 0;
      for (long i = 2; i <= n; i++) {
        sum += Math.log((double) i);
      }
      return sum;
    }
    double x = (double) n + 1;
    double inverse = 1 / x;
    double series = inverse / 12 - Math.pow(inverse, 3) / 360 + Math.pow(inverse, 5) / 1260;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
