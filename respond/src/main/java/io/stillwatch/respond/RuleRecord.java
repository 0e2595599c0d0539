// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.respond.Review.Verdict;
import java.util.Collection;

/// How often a rule was right, as far as people looked.
///
/// @param rule its name
/// @param reviewed decisions that a person looked at
/// @param overturned those of them that were wrong
public record RuleRecord(String rule, long reviewed, long overturned) {
  private static final double CONFIDENCE = 0.95;
  private static final int HALVINGS = 60;

  public RuleRecord {
    Require.that(0 <= overturned && overturned <= reviewed, "only what was reviewed is overturned");
  }

  /// @param reviews those of all rules; the others are passed over
  public static RuleRecord of(String rule, Collection<Review> reviews) {
    long all = reviews.stream().filter(review -> review.rule().equals(rule)).count();
    long wrong =
        reviews.stream()
            .filter(review -> review.rule().equals(rule))
            .filter(review -> review.verdict() == Verdict.OVERTURNED)
            .count();
    return new RuleRecord(rule, all, wrong);
  }

  /// The largest share of wrong decisions that these reviews do not rule out, with 95% confidence
  /// (Clopper and Pearson, one-sided), if the reviewed ones were drawn at random. 1 when nobody
  /// looked.
  public double wrongAtMost() {
    if (overturned == reviewed) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (chanceOfSoFew(middle) > 1 - CONFIDENCE) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// P(at most `overturned` of `reviewed`) if each is wrong with chance `p`, above 0 and below 1.
  private double chanceOfSoFew(double p) {
    double logTerm = reviewed * Math.log1p(-p);
    double sum = Math.exp(logTerm);
    for (long k = 1; k <= overturned; k++) {
      logTerm +=
          Math.log((double) (reviewed - k + 1))
              - Math.log((double) k)
              + Math.log(p)
              - Math.log1p(-p);
      sum += Math.exp(logTerm);
    }
    return sum;
  }
}
