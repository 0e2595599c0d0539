// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Rung;
import java.util.ArrayList;
import java.util.List;

/// Decisions that wait for people, because they are many or hard. Nothing happens until
/// [Ladder#allow] is called; the accounts stay on the rung where they are.
///
/// @param id the same for the same accounts, campaign and rung: a proposal does not pile up
/// @param campaign id of the finding
/// @param rung where the accounts would go
/// @param people how many different people have to allow it
/// @param decisions what would be decided, by account; their number is the number of accounts
/// @param why what makes it wait, in plain words
public record Proposal(
    String id, String campaign, Rung rung, int people, List<Decision> decisions, String why) {
  public Proposal {
    Require.that(people >= 1, "a proposal waits for one person at least");
    Require.that(!decisions.isEmpty(), "a proposal is about one account at least");
    decisions = List.copyOf(decisions);
  }

  static Proposal of(List<Decision> decisions, int people, String why) {
    Decision first = decisions.getFirst();
    String campaign = first.grounds().evidence().campaign();
    Rung rung = first.remedy().rung();
    var parts = new ArrayList<>(List.of(campaign, rung.word()));
    decisions.stream().map(Decision::account).sorted().forEach(parts::add);
    return new Proposal(Ids.of("p", parts), campaign, rung, people, decisions, why);
  }
}
