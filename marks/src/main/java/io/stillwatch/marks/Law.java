// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.Gamma;

/// The law of one score under a random key, by its cumulant function `K(t) = log E exp(t s)`. From
/// it follow tails of weighted sums ([Tails]) and e-values.
public sealed interface Law
    permits Law.Exponential, Law.TwoExponentials, Law.Coins, Law.Bets, CoinsOfWeight, SteppedLaw {

  /// `K(0) = 0`; finite below [#limit].
  double cumulant(double t);

  /// `K'(t)`; at 0 the mean.
  double slope(double t);

  /// `K''(t)`; at 0 the variance.
  double curvature(double t);

  /// Where K becomes infinite; infinity if nowhere.
  double limit();

  /// The largest possible score; infinity if there is none.
  double most();

  /// The distance of neighbouring values, or 0 where they are dense.
  double step();

  /// `log P(sum of n independent scores >= sum)`, exact where a closed form is known.
  double logTail(double sum, long n);

  /// Exp(1): minus the logarithm of a uniform (Aaronson's score). Sums are Gamma(n, 1).
  record Exponential() implements Law {
    @Override
    public double cumulant(double t) {
      return -Math.log1p(-t);
    }

    @Override
    public double slope(double t) {
      return 1 / (1 - t);
    }

    @Override
    public double curvature(double t) {
      return 1 / ((1 - t) * (1 - t));
    }

    @Override
    public double limit() {
      return 1;
    }

    @Override
    public double most() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public double step() {
      return 0;
    }

    @Override
    public double logTail(double sum, long n) {
      return n == 0 ? 0 : Gamma.logQ((double) n, Math.max(0, sum));
    }
  }

  /// `(1 - share) s_a + share s_b` of two independent Exp(1) scores: two keys, fused. The tail of a
  /// sum is by saddlepoint.
  ///
  /// @param share the second key's, above 0 and below 1
  record TwoExponentials(double share) implements Law {
    public TwoExponentials {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException("a share lies between 0 and 1, not at " + share);
      }
    }

    @Override
    public double cumulant(double t) {
      return -Math.log1p(-(1 - share) * t) - Math.log1p(-share * t);
    }

    @Override
    public double slope(double t) {
      return (1 - share) / (1 - (1 - share) * t) + share / (1 - share * t);
    }

    @Override
    public double curvature(double t) {
      double a = (1 - share) / (1 - (1 - share) * t);
      double b = share / (1 - share * t);
      return a * a + b * b;
    }

    @Override
    public double limit() {
      return 1 / Math.max(share, 1 - share);
    }

    @Override
    public double most() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public double step() {
      return 0;
    }

    @Override
    public double logTail(double sum, long n) {
      return Tails.saddlepoint(this, Weights.ones(n), sum);
    }
  }

  /// The number of heads of `tosses` coins: green tokens (one toss), SynthID's layers (as many as
  /// there are). Sums are binomial.
  ///
  /// @param chance of heads, between 0 and 1
  /// @param tosses coins in one score
  record Coins(double chance, int tosses) implements Law {
    public Coins {
      if (!(chance > 0 && chance < 1) || tosses < 1) {
        throw new IllegalArgumentException(tosses + " coins with a chance of " + chance);
      }
    }

    @Override
    public double cumulant(double t) {
      return tosses * Math.log1p(chance * Math.expm1(t));
    }

    @Override
    public double slope(double t) {
      return tosses * tilted(t);
    }

    @Override
    public double curvature(double t) {
      return tosses * tilted(t) * (1 - tilted(t));
    }

    @Override
    public double limit() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public double most() {
      return tosses;
    }

    @Override
    public double step() {
      return 1;
    }

    @Override
    public double logTail(double sum, long n) {
      return Tails.binomial(Math.round(sum), n * tosses, chance);
    }

    private double tilted(double t) {
      return chance / (chance + (1 - chance) * Math.exp(-t));
    }
  }

  /// Logarithms of e-values: all that is known is `E exp(s) <= 1`, so that `K(t) <= 0` for t up to
  /// 1. The tail is Markov's bound.
  record Bets() implements Law {
    @Override
    public double cumulant(double t) {
      return 0;
    }

    @Override
    public double slope(double t) {
      return 0;
    }

    @Override
    public double curvature(double t) {
      return 0;
    }

    @Override
    public double limit() {
      return 1;
    }

    @Override
    public double most() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public double step() {
      return 0;
    }

    @Override
    public double logTail(double sum, long n) {
      return Math.min(0, -sum);
    }
  }
}
