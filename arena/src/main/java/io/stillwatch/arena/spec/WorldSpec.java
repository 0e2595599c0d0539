// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import io.stillwatch.arena.chance.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

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

  /// A named world of the development split.
  ///
  /// @param name `honest`, `demo`, `standard`, `standard-honest`, or the name of a campaign preset
  ///   for a world of 2,000 accounts with that campaign alone
  /// @throws IllegalArgumentException for another name
  public static WorldSpec preset(String name, long seed) {
    return preset(name, seed, Split.DEVELOPMENT);
  }

  /// A named world of the chosen split.
  ///
  /// @throws IllegalArgumentException for an unknown name
  public static WorldSpec preset(String name, long seed, Split split) {
    return switch (name) {
      case "honest" ->
          new WorldSpec(seed, MONDAY, 7, Population.everybody(1_500, 1), split, List.of());
      case "demo" -> demo(seed, split);
      case "standard" -> standard(seed, split);
      case "standard-honest" -> standard(seed, split).withCampaigns(List.of());
      default ->
          new WorldSpec(
              seed,
              MONDAY,
              10,
              Population.everybody(2_000, 1),
              split,
              List.of(CampaignSpec.preset(name, 240, split, seed)));
    };
  }

  private static WorldSpec demo(long seed, Split split) {
    List<CampaignSpec> campaigns =
        List.of(
            CampaignSpec.preset("easy", 60, split, seed),
            CampaignSpec.preset("medium", 110, split, seed));
    return new WorldSpec(seed, MONDAY, 7, Population.everybody(1_500, 1), split, campaigns);
  }

  private static WorldSpec standard(long seed, Split split) {
    Chance chance = Chance.of(seed).fork("standard").fork(split.name());
    boolean sealed = split == Split.SEALED;
    List<CampaignSpec> campaigns = new ArrayList<>();
    for (String name : STANDARD) {
      int accounts = sealed ? chance.between(110, 330) : chance.between(80, 220);
      long own = chance.bits();
      campaigns.add(CampaignSpec.preset(name, name.equals("thin") ? 420 : accounts, split, own));
    }
    campaigns.add(
        CampaignSpec.preset("hard", 160, split, chance.bits())
            .with(sealed ? Trick.FRAMES_INNOCENT : Trick.FRAMEWORK_TEMPLATE)
            .with(Trick.PROBES));
    int people = sealed ? 11_500 : 10_000;
    return new WorldSpec(seed, MONDAY, 14, Population.everybody(people, 1.3), split, campaigns);
  }

  private static final List<String> STANDARD =
      List.of(
          "easy",
          "code-harvest",
          "judge-loop",
          "cleaner",
          "agent-trace",
          "relay",
          "task-synthesis",
          "mixed-cover",
          "thin",
          "hard");

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
}
