// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import io.stillwatch.arena.chance.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Named worlds of one seed and split.
///
/// @param seed where all chance comes from
/// @param split which ranges parameters come from
record WorldPresets(long seed, Split split) {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

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

  WorldSpec named(String name) {
    return switch (name) {
      case "honest" -> world(7, Population.everybody(1_500, 1), List.of());
      case "demo" -> demo();
      case "standard" -> standard();
      case "standard-honest" -> standard().withCampaigns(List.of());
      case "hard-honest" ->
          world(14, Population.everybody(10_000, 1.3).withLookAlikes(4.5), List.of());
      case "large" -> named(name, 100_000);
      default ->
          world(
              10,
              Population.everybody(2_000, 1),
              List.of(CampaignSpec.preset(name, 240, split, seed)));
    };
  }

  WorldSpec named(String name, int accounts) {
    if (name.equals("large")) {
      return world(
          7,
          Population.everybody(accounts, .38).withLookAlikes(1),
          LargeWorld.campaigns(accounts, this));
    }
    WorldSpec usual = named(name);
    return usual.withPopulation(usual.population().of(accounts));
  }

  private WorldSpec world(int days, Population population, List<CampaignSpec> campaigns) {
    return new WorldSpec(seed, MONDAY, days, population, split, campaigns);
  }

  WorldSpec frontier(CampaignSpec attacker) {
    return world(14, Population.everybody(10_000, 1.3), List.of(attacker));
  }

  private WorldSpec demo() {
    List<CampaignSpec> campaigns =
        List.of(
            CampaignSpec.preset("easy", 60, split, seed),
            CampaignSpec.preset("medium", 110, split, seed));
    return world(7, Population.everybody(1_500, 1), campaigns);
  }

  private WorldSpec standard() {
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
    return world(14, Population.everybody(sealed ? 11_500 : 10_000, 1.3), campaigns);
  }
}
