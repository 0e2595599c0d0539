// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A world: the same spec gives the same bytes.
///
/// @param seed where all chance comes from
/// @param start the first moment
/// @param days how long it lasts, at least 1
/// @param population who lives in it
/// @param split which ranges its parameters come from
/// @param campaigns the hostile campaigns, possibly none
public record WorldSpec(
    long seed,
    Instant start,
    int days,
    Population population,
    Split split,
    List<CampaignSpec> campaigns) {

  public WorldSpec {
    campaigns = List.copyOf(campaigns);
    int hostile = campaigns.stream().mapToInt(c -> c.fleet().accounts()).sum();
    if (days < 1 || hostile > population.accounts()) {
      throw new IllegalArgumentException(
          "a world lasts a day and has room for its campaigns: "
              + days
              + " days, "
              + hostile
              + " hostile of "
              + population.accounts()
              + " accounts");
    }
  }

  /// A named world of the development split, of the size its name stands for.
  ///
  /// @param name a preset of docs/formats/arena.md
  /// @throws IllegalArgumentException for another name
  public static WorldSpec preset(String name, long seed) {
    return preset(name, seed, Split.DEVELOPMENT);
  }

  /// A named world of the chosen split.
  ///
  /// @throws IllegalArgumentException for an unknown name
  public static WorldSpec preset(String name, long seed, Split split) {
    return new WorldPresets(seed, split).named(name);
  }

  /// A named world of another size. `large` grows as a whole; in the others only the number of
  /// honest accounts changes.
  ///
  /// @param accounts all accounts, hostile ones included
  /// @throws IllegalArgumentException for an unknown name, or when there is no room for the hostile
  public static WorldSpec preset(String name, long seed, Split split, int accounts) {
    return new WorldPresets(seed, split).named(name, accounts);
  }

  /// A world of everybody with one attacker, for finding how much stays undetected.
  ///
  /// @param attacker such as [CampaignSpec#of] makes it
  public static WorldSpec frontier(CampaignSpec attacker, long seed, Split split) {
    return new WorldPresets(seed, split).frontier(attacker);
  }

  /// The moment after the last.
  public Instant end() {
    return start.plus(Duration.ofDays(days));
  }

  /// The same world with other campaigns.
  public WorldSpec withCampaigns(List<CampaignSpec> others) {
    return new WorldSpec(seed, start, days, population, split, others);
  }

  /// The same world with another population.
  public WorldSpec withPopulation(Population other) {
    return new WorldSpec(seed, start, days, other, split, campaigns);
  }

  /// The same world over another number of days.
  public WorldSpec withDays(int others) {
    return new WorldSpec(seed, start, others, population, split, campaigns);
  }
}
