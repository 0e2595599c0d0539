// SPDX-License-Identifier: Apache-2.0
/// Generated traffic with known truth, and the score of a scan against that truth.
///
/// Start at [io.stillwatch.arena.Arena]. This module knows what attackers and honest customers do;
/// it knows nothing of how detection works.
@org.jspecify.annotations.NullMarked
module io.stillwatch.arena {
  requires transitive io.stillwatch.model;
  requires io.stillwatch.stats;
  requires tools.jackson.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;

  exports io.stillwatch.arena;
  exports io.stillwatch.arena.corpus;
  exports io.stillwatch.arena.score;
  exports io.stillwatch.arena.shape;
  exports io.stillwatch.arena.spec;
}
