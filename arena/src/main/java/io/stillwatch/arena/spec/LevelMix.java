// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import io.stillwatch.arena.spec.CampaignSpec.Fleet;
import io.stillwatch.arena.spec.CampaignSpec.Running;
import io.stillwatch.arena.spec.CampaignSpec.Take;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Turns levels into knobs: the inverse of [CampaignSpec#levels()].
record LevelMix(Set<Level> levels) {
  private static final int LIFETIME = 110;

  private static final Map<Level, Trick> TRICKS =
      Map.of(
          Level.R12, Trick.THROUGH_AGGREGATOR,
          Level.R13, Trick.FRAMEWORK_TEMPLATE,
          Level.R14, Trick.POISONS_POPULARITY,
          Level.R15, Trick.FRAMES_INNOCENT,
          Level.R16, Trick.PROBES,
          Level.R17, Trick.BUYS_TRANSCRIPTS);

  LevelMix {
    levels = Set.copyOf(levels);
  }

  CampaignSpec campaign(int accounts, double perDay) {
    Set<Trick> tricks = EnumSet.noneOf(Trick.class);
    TRICKS.forEach(
        (level, trick) -> {
          if (has(level)) {
            tricks.add(trick);
          }
        });
    return new CampaignSpec(
        "mix", "mix", fleet(accounts, perDay), take(), running(), Set.copyOf(tricks));
  }

  private Fleet fleet(int accounts, double perDay) {
    return new Fleet(
        accounts,
        has(Level.R1) ? Math.min(5, perDay) : perDay,
        has(Level.R5) ? Hygiene.DISJOINT : Hygiene.SHARED,
        has(Level.R11),
        has(Level.R4) ? LIFETIME : 0);
  }

  private Take take() {
    return new Take(
        Goal.REASONING,
        has(Level.R3) ? Paraphrase.PER_REQUEST : Paraphrase.NONE,
        has(Level.R2) ? .5 : 0,
        has(Level.R8) ? 1 : 2,
        !has(Level.R7));
  }

  private Running running() {
    return new Running(
        has(Level.R9) ? Division.HEAVY_TAILED : Division.ROUND_ROBIN,
        has(Level.R6),
        has(Level.R8),
        !has(Level.R10),
        false);
  }

  private boolean has(Level level) {
    return levels.contains(level);
  }
}
