// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Feature;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Rung;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What each rung does, the same for all rules of a policy.
///
/// @param slowTo share of the budgets that `slow` leaves, above 0 and below 1
/// @param narrowWithout features that `narrow` withholds
/// @param markKey name of the watermark key that `mark` applies; empty: there is no such rung
/// @param webhook where `verify` sends its request for a proof of identity; empty: a person asks
public record Remedies(
    double slowTo, SortedSet<Feature> narrowWithout, String markKey, String webhook) {
  public Remedies {
    narrowWithout = Collections.unmodifiableSortedSet(new TreeSet<>(narrowWithout));
  }

  /// The remedy on a rung; empty where the policy has none.
  Optional<Remedy> on(Rung rung) {
    return switch (rung) {
      case WATCH -> Optional.of(new Remedy.Watch());
      case SLOW -> Optional.of(new Remedy.Slow(slowTo));
      case VERIFY -> Optional.of(new Remedy.Verify(webhook));
      case NARROW -> Optional.of(new Remedy.Narrow(narrowWithout));
      case MARK -> markKey.isEmpty() ? Optional.empty() : Optional.of(new Remedy.Mark(markKey));
      case SUSPEND -> Optional.of(new Remedy.Suspend());
      case REFUSE -> Optional.of(new Remedy.Refuse());
    };
  }

  /// The highest rung that exists, at or below the ceiling and above `standing`, one step up; the
  /// ceiling itself when `atOnce`.
  Optional<Rung> next(Optional<Rung> standing, Rung ceiling, boolean atOnce) {
    Optional<Rung> found = Optional.empty();
    for (Rung rung : Rung.values()) {
      boolean open = standing.isEmpty() || rung.above(standing.get());
      if (open && !rung.above(ceiling) && on(rung).isPresent()) {
        found = Optional.of(rung);
        if (!atOnce) {
          return found;
        }
      }
    }
    return found;
  }
}
