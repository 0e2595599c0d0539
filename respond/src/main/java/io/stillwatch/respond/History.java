// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Undo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was decided so far, by account.
final class History {
  private final Map<String, List<Decision>> byAccount = new HashMap<>();
  private final Map<String, Decision> replacedBy = new HashMap<>();

  History(List<Decision> decisions) {
    for (Decision decision : decisions) {
      byAccount.computeIfAbsent(decision.account(), id -> new ArrayList<>()).add(decision);
      decision
          .undone()
          .filter(undo -> !undo.lifts())
          .ifPresent(undo -> replacedBy.put(undo.replacedBy(), decision));
    }
  }

  /// Whether this was decided before.
  boolean knows(Decision decision) {
    return of(decision.account()).stream().anyMatch(old -> old.id().equals(decision.id()));
  }

  /// The decision that stands; the highest, if there were several.
  Optional<Decision> standing(String account, Mode mode, long now) {
    return of(account).stream()
        .filter(decision -> decision.mode() == mode && decision.stands(now))
        .max(Comparator.comparing(decision -> decision.remedy().rung()));
  }

  /// How many were undone with nothing in their place.
  long lifted(String account, Mode mode) {
    return of(account).stream()
        .filter(decision -> decision.mode() == mode)
        .filter(decision -> decision.undone().filter(Undo::lifts).isPresent())
        .count();
  }

  /// Since when the account has felt the rung of this decision, renewals included.
  long since(Decision decision) {
    Decision first = decision;
    Decision before = replacedBy.get(first.id());
    while (before != null && before.remedy().rung() == decision.remedy().rung()) {
      first = before;
      before = replacedBy.get(first.id());
    }
    return first.term().from();
  }

  /// Whether it only went on with one before it.
  boolean isRenewal(Decision decision) {
    Decision before = replacedBy.get(decision.id());
    return before != null && before.remedy().rung() == decision.remedy().rung();
  }

  /// What was replaced and is in force until its successor takes effect.
  List<Decision> lingering(String account, Mode mode, long now) {
    return of(account).stream()
        .filter(decision -> decision.mode() == mode)
        .filter(decision -> decision.undone().isPresent() && decision.lasts(now))
        .toList();
  }

  private List<Decision> of(String account) {
    return byAccount.getOrDefault(account, List.of());
  }
}
