// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.arena.spec.Budget;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Level;
import io.stillwatch.arena.spec.PriceTag;
import io.stillwatch.arena.spec.Prices;
import io.stillwatch.arena.spec.WorldSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What attackers of the arena cost, in words.
final class Attackers {
  private static final String ROW = "%-5s %10s %13s %8s  %s%n";

  private Attackers() {}

  /// The price tags of all levels, as a table.
  static String levels() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, ROW, "level", "throughput", "$ per million", "engineer", "what it loses"));
    for (Level level : Level.values()) {
      PriceTag tag = PriceTag.of(level);
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              level,
              String.format(Locale.ROOT, "%.3f", tag.throughput()),
              String.format(Locale.ROOT, "%,.0f", tag.dollarsPerMillion()),
              tag.engineering() + " d",
              level.loses()));
    }
    return text.toString();
  }

  /// What each campaign of a world has, takes and costs.
  static List<String> of(WorldSpec spec) {
    return spec.campaigns().stream().map(campaign -> attacker(campaign, spec.days())).toList();
  }

  private static String attacker(CampaignSpec campaign, int days) {
    Budget budget = new Budget(campaign, days, Prices.assumed());
    return String.format(
        Locale.ROOT,
        "attacker %s: %,d accounts, %,.0f requests a day of which %,.0f take something;"
            + " %,.0f dollars in %d days, %,.0f per million taken",
        campaign.levels().stream().map(Level::name).collect(Collectors.joining("+")),
        campaign.fleet().accounts(),
        budget.paidPerDay(),
        budget.harvestPerDay(),
        budget.dollars(),
        days,
        budget.dollarsPerMillion());
  }
}
