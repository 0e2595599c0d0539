// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.respond.Review.Verdict;
import java.util.Collection;

/// How often decisions of a kind were wrong, as far as people looked. What the bounds say holds if
/// the reviewed ones were drawn at random: who appeals is wronged more often than who does not.
///
/// @param of which decisions: those of a rule, of a family of evidence
/// @param reviewed decisions that a person looked at
/// @param overturned those of them that were wrong
public record ReviewCount(String of, long reviewed, long overturned) {
  private static final double ONE_SIDED = 0.05;
  private static final double TWO_SIDED = 0.025;
  private static final int HALVINGS = 60;

  public ReviewCount {
    Require.that(0 <= overturned && overturned <= reviewed, "only what was reviewed is overturned");
  }

  /// @param reviews those of all rules; the others are passed over
  public static ReviewCount of(String rule, Collection<Review> reviews) {
    long all = reviews.stream().filter(review -> review.rule().equals(rule)).count();
    long wrong =
        reviews.stream()
            .filter(review -> review.rule().equals(rule))
            .filter(review -> review.verdict() == Verdict.OVERTURNED)
            .count();
    return new ReviewCount(rule, all, wrong);
  }

  /// The largest share of wrong decisions that these reviews do not rule out, with 95% confidence
  /// (Clopper and Pearson, one-sided). 1 when nobody looked.
  public double wrongAtMost() {
    return upper(ONE_SIDED);
  }

  /// An interval that holds the share of wrong decisions with 95% confidence (Clopper and Pearson).
  public Interval wrong() {
    return new Interval(lower(TWO_SIDED), upper(TWO_SIDED));
  }

  /// @param least lower bound, 0 to 1
  /// @param most upper bound, 0 to 1
  public record Interval(double least, double most) {}

  /// The share at which so few are overturned with just this chance.
  private double upper(double chance) {
    return overturned == reviewed ? 1 : shareAt(overturned, chance);
  }

  /// The share at which so many are overturned with just this chance.
  private double lower(double chance) {
    return overturned == 0 ? 0 : shareAt(overturned - 1, 1 - chance);
  }

  /// The share at which at most so many are overturned with this chance.
  private double shareAt(long most, double chance) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (chanceOfAtMost(most, middle) > chance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// P(at most so many of `reviewed`) if each is wrong with chance `p`, above 0 and below 1.
  private double chanceOfAtMost(long most, double p) {
    double logTerm = reviewed * Math.log1p(-p);
    double sum = Math.exp(logTerm);
    for (long k = 1; k <= most; k++) {
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
