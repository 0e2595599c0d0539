// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.Tier;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// How an account stands: its tier, and the live decisions about it that have not ended.
///
/// @param tier before any decision
/// @param decisions live ones, in force or to come
record Standing(Tier tier, List<Decision> decisions) {
  Standing {
    decisions = List.copyOf(decisions);
  }

  /// How it stands at a time, and until when nothing changes of itself.
  ///
  /// @param tier what decisions leave of the tier
  /// @param shut the decision that shuts the account out, if any does
  /// @param slowing the decision that cuts its budgets, if any does
  /// @param mark name of the watermark key; empty when none applies
  /// @param until milliseconds since 1970 UTC
  record Now(
      Tier tier, Optional<Decision> shut, Optional<Decision> slowing, String mark, long until) {}

  Now at(long now) {
    List<Decision> inForce = decisions.stream().filter(d -> d.inForce(now)).toList();
    return new Now(
        tier.under(inForce, now),
        inForce.stream().filter(d -> d.remedy().rung().shutsOut()).findFirst(),
        inForce.stream().filter(d -> d.remedy().rung() == Rung.SLOW).findFirst(),
        inForce.stream()
            .flatMap(d -> MarkName.of(d).stream())
            .findFirst()
            .map(MarkName::told)
            .orElse(""),
        decisions.stream().flatMapToLong(Standing::changes).filter(t -> t > now).min().orElse(END));
  }

  private static final long END = Long.MAX_VALUE;

  private static LongStream changes(Decision decision) {
    return LongStream.concat(
        LongStream.of(decision.term().from(), decision.term().until()),
        decision.undone().stream().mapToLong(undo -> undo.at()));
  }
}
