// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import io.stillwatch.arena.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/// The campaigns of a large world. Of its accounts 2.4% are hostile, the share of the disclosure of
/// February 2026: 24,000 among a million. A hydra, like those of the public cases, has half of them
/// or a little more; the others share the rest unevenly.
final class LargeWorld {
  private static final double HOSTILE = .024;
  private static final int SMALLEST = 8;

  /// Every named campaign but the hydra.
  private static final List<String> OTHERS =
      List.of(
          "easy",
          "hard",
          "reasoning-harvest",
          "code-harvest",
          "judge-loop",
          "cleaner",
          "agent-trace",
          "relay",
          "task-synthesis",
          "medium",
          "mixed-cover",
          "thin");

  private static final List<Trick> TRICKS =
      List.of(
          Trick.PROBES,
          Trick.THROUGH_AGGREGATOR,
          Trick.FRAMEWORK_TEMPLATE,
          Trick.POISONS_POPULARITY,
          Trick.FRAMES_INNOCENT,
          Trick.REPLAYS_REASONING,
          Trick.BUYS_TRANSCRIPTS);

  private LargeWorld() {}

  /// @param accounts all accounts of the world
  static List<CampaignSpec> campaigns(int accounts, WorldPresets world) {
    Split split = world.split();
    Chance chance = Chance.of(world.seed()).fork("large").fork(split.name());
    int hostile = (int) Math.round(accounts * HOSTILE);
    int hydra = (int) (hostile * chance.between(.5, .625));
    List<CampaignSpec> campaigns = new ArrayList<>();
    campaigns.add(CampaignSpec.preset("hydra", hydra, split, chance.bits()));
    int count = split == Split.SEALED ? chance.between(16, 20) : chance.between(12, 15);
    List<Integer> sizes = sizes(hostile - hydra, count, chance);
    for (int i = 0; i < count; i++) {
      CampaignSpec plain =
          CampaignSpec.preset(OTHERS.get(i % OTHERS.size()), sizes.get(i), split, chance.bits());
      // names that come a second time have learned something
      campaigns.add(i < OTHERS.size() ? plain : plain.with(chance.pick(TRICKS)));
    }
    return List.copyOf(campaigns);
  }

  /// Uneven sizes that add up.
  private static List<Integer> sizes(int all, int count, Chance chance) {
    int spare = all - count * SMALLEST;
    if (spare < 0) {
      throw new IllegalArgumentException("a large world has 20,000 accounts or more");
    }
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      weights.add(chance.lognormal(1, .8));
    }
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    List<Integer> sizes = new ArrayList<>();
    double before = 0;
    for (double weight : weights) {
      int from = (int) Math.round(spare * before / sum);
      before += weight;
      sizes.add(SMALLEST + (int) Math.round(spare * before / sum) - from);
    }
    return sizes;
  }
}
