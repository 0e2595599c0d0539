// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.util.List;
import java.util.Optional;

/// The record of a plan, of plain values only, ready for any form of document. Its commitment is
/// published before the first round: SHA-256 of [Design#text], a line feed, and the seed's digits.
/// When the plan is over the seed is revealed, and anybody can check that design, halves, coins and
/// result are the ones that were laid down.
///
/// @param design all that was laid down but chance
/// @param commitment 64 hexadecimal digits
/// @param seed empty until it is revealed
/// @param pairs what was counted
/// @param stop the early end, if there was one
public record Protocol(
    Design design, String commitment, Optional<Seed> seed, List<Pair> pairs, Optional<Stop> stop) {
  public Protocol {
    pairs = List.copyOf(pairs);
  }

  /// The record while the seed is secret.
  public static Protocol closed(Trial trial) {
    return of(trial, Optional.empty());
  }

  /// The record with the seed, for when the plan is over.
  ///
  /// @throws IllegalArgumentException while pairs are still to come: who knows the seed knows them
  public static Protocol revealed(Trial trial) {
    Require.that(!trial.goesOn(), "the seed stays secret until the plan is over or stopped");
    return of(trial, Optional.of(trial.plan().seed()));
  }

  private static Protocol of(Trial trial, Optional<Seed> seed) {
    Plan plan = trial.plan();
    return new Protocol(plan.design(), plan.commitment(), seed, trial.pairs(), trial.stop());
  }

  /// Does everything again from the record alone.
  ///
  /// @throws IllegalArgumentException when seed and design are not those that were committed to, or
  ///   the seed is still secret
  public Trial check() {
    Plan plan =
        Plan.of(
            design,
            seed.orElseThrow(() -> new IllegalArgumentException("the seed is not revealed yet")));
    Require.that(
        plan.commitment().equals(commitment),
        "the design or the seed is not the one that was committed to");
    return new Trial(plan, pairs, stop);
  }
}
