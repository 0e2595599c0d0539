// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import java.util.EnumSet;

/// What one level costs an attacker who takes no other.
///
/// The reference is a pool of 3,500 accounts, the peak of the largest public case, that runs for 30
/// days and lets no account send more than 20 requests a day.
///
/// @param level which
/// @param throughput what the pool takes with this level, as a share of what it takes without
/// @param dollarsPerMillion for a million requests that take something, at [Prices#assumed()]
/// @param engineering days of one engineer
public record PriceTag(Level level, double throughput, double dollarsPerMillion, int engineering) {
  private static final int POOL = 3_500;
  private static final int DAYS = 30;
  private static final double BUSIEST = 20;

  /// Deviation of the logarithm of weights in [Division#HEAVY_TAILED].
  private static final double SIGMA = 1.25;

  /// The tag of a level.
  public static PriceTag of(Level level) {
    double mean = level == Level.R9 ? BUSIEST / unevenness(POOL, SIGMA) : BUSIEST;
    Budget budget = budget(level, mean);
    double most = budget(Level.R0, BUSIEST).harvestPerDay();
    return new PriceTag(
        level, budget.harvestPerDay() / most, budget.dollarsPerMillion(), level.engineering());
  }

  private static Budget budget(Level level, double perDay) {
    CampaignSpec alone = CampaignSpec.of(EnumSet.of(level), POOL, perDay);
    return new Budget(alone, DAYS, Prices.assumed());
  }

  /// How much busier the busiest of some accounts is than their mean, when weights are lognormal:
  /// `exp(sigma z - sigma^2 / 2)`, with `z` the typical largest of that many normal numbers (Cramer
  /// 1946).
  static double unevenness(int accounts, double sigma) {
    double root = Math.sqrt(2 * Math.log(accounts));
    double largest = root - (Math.log(Math.log(accounts)) + Math.log(4 * Math.PI)) / (2 * root);
    return Math.exp(sigma * largest - sigma * sigma / 2);
  }
}
