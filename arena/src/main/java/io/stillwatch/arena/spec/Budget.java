// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

/// What a campaign costs and what it takes: accounts with what each has to own, and every request
/// at list price, cover included. Engineers are not in it, see [Level#engineering()].
///
/// @param campaign what is run
/// @param days for how long, at least 1
/// @param prices what things cost
public record Budget(CampaignSpec campaign, int days, Prices prices) {
  /// As [Hygiene#CLUSTERED] groups its accounts.
  private static final double CLUSTER = 9;

  /// Answers that a campaign has judged or cleaned elsewhere when it does not do so here.
  private static final double CLEANED = .5;

  /// Jobs that a campaign with [Trick#PROBES] spends on probes.
  private static final double PROBES = .06;

  /// Work that a campaign with [Trick#THROUGH_AGGREGATOR] sends through resellers.
  private static final double RESOLD = .3;

  /// Mean decoys of one account a day with [Trick#POISONS_POPULARITY].
  private static final double DECOYS = .5;

  public Budget {
    if (days < 1) {
      throw new IllegalArgumentException("a budget is for a day or more, not for " + days);
    }
  }

  /// Accounts over the whole time, replaced ones included.
  public double accounts() {
    var fleet = campaign.fleet();
    double each = fleet.lifetime() == 0 ? 1 : Math.max(1, fleet.perDay() * days / fleet.lifetime());
    return fleet.accounts() * each;
  }

  /// Requests a day that are paid for, cover and probes included.
  public double paidPerDay() {
    double decoys = has(Trick.POISONS_POPULARITY) ? DECOYS : 0;
    return campaign.fleet().accounts() * (campaign.fleet().perDay() + decoys);
  }

  /// Requests a day that take something, wherever they are answered.
  public double harvestPerDay() {
    double work = campaign.fleet().accounts() * campaign.fleet().perDay();
    return work * (1 - campaign.take().cover()) * (has(Trick.PROBES) ? 1 - PROBES : 1);
  }

  /// Dollars for the whole time.
  public double dollars() {
    return accounts() * perAccount() + days * perDay();
  }

  /// Dollars for a million requests that take something.
  public double dollarsPerMillion() {
    return dollars() / (harvestPerDay() * days) * 1e6;
  }

  /// How many accounts the same campaign can have for so many dollars.
  public int accountsFor(double dollars) {
    return (int) Math.floor(dollars / (dollars() / campaign.fleet().accounts()));
  }

  /// What one account has to own.
  private double perAccount() {
    double alone =
        switch (campaign.fleet().hygiene()) {
          case SHARED -> 1.0 / campaign.fleet().accounts();
          case CLUSTERED -> 1 / CLUSTER;
          case DISJOINT -> 1;
        };
    double owns = alone * (prices.card() + prices.address() * days / 30);
    return prices.identity() + owns + (campaign.fleet().aged() ? prices.ageing() : 0);
  }

  private double perDay() {
    double worded =
        campaign.take().paraphrase() == Paraphrase.PER_REQUEST ? prices.paraphrase() : 0;
    double cleaned = campaign.take().check() ? 0 : CLEANED * prices.exchange();
    double resold = has(Trick.THROUGH_AGGREGATOR) ? RESOLD * prices.margin() : 0;
    return paidPerDay() * prices.exchange()
        + harvestPerDay() * (worded + cleaned + resold * prices.exchange());
  }

  private boolean has(Trick trick) {
    return campaign.tricks().contains(trick);
  }
}
