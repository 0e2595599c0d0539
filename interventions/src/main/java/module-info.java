// SPDX-License-Identifier: Apache-2.0
/// What only an experiment can tell: whether a group takes over the work of those of its members
/// that a coin slows down (E7), and whether it grows back after a ban (E8).
///
/// Start at [io.stillwatch.interventions.Plan].
@org.jspecify.annotations.NullMarked
module io.stillwatch.interventions {
  requires transitive io.stillwatch.model;
  requires io.stillwatch.stats;
  requires static org.jspecify;

  exports io.stillwatch.interventions;
}
