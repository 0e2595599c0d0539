// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

import io.stillwatch.marks.Tails;
import io.stillwatch.stats.Logs;

/// Does a suspect prefer what we served? If it is independent of our coins, each answer that has
/// one of both twins has the served one with a chance of exactly 1/2.
///
/// @param served answers with the served twin
/// @param unserved answers with the other
public record SignTest(long served, long unserved) {
  private static final double[] BETS = {0.02, 0.05, 0.1, 0.2, 0.4};

  public SignTest {
    if (served < 0 || unserved < 0) {
      throw new IllegalArgumentException("a count is 0 or more");
    }
  }

  /// The exact p-value, as a natural logarithm.
  public double logP() {
    return Tails.binomial(served, served + unserved, 0.5);
  }

  /// The logarithm of the mean over bets L of the product of `1 + L (2 x - 1)`; asking may stop at
  /// any time, looking at it.
  public double logE() {
    double[] terms = new double[BETS.length];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = served * Math.log1p(BETS[i]) + unserved * Math.log1p(-BETS[i]);
    }
    return Logs.logMeanExp(terms);
  }

  /// Which share of answers prefers the served twin.
  public double preference() {
    return (double) served / (served + unserved);
  }
}
