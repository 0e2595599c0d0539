// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.spec.Budget;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Prices;

/// Accounts of one attacker.
///
/// @param mix what it does to stay undetected
/// @param accounts how many it has, at least 2
record Pool(Mix mix, int accounts) {
  private static final int MONTH = 30;

  /// @param rate mean requests of one account a day, cover included
  CampaignSpec campaign(double rate) {
    return CampaignSpec.of(mix.levels(), accounts, rate);
  }

  /// What it takes and costs in a month at that rate.
  Budget month(double rate) {
    return new Budget(campaign(rate), MONTH, Prices.assumed());
  }

  /// The part of it that so many dollars a month can pay at that rate; empty of accounts when they
  /// pay for fewer than two.
  int affordable(double dollars, double rate) {
    int paid = Math.min(accounts, month(rate).accountsFor(dollars));
    return paid < 2 ? 0 : paid;
  }
}
