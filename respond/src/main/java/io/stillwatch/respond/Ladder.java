// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Term;
import io.stillwatch.model.Undo;
import java.util.ArrayList;
import java.util.List;

/// Which remedy an account gets: one rung up at a time while a finding stands, down at once when it
/// does not. Four things hold whatever the policy says:
///
/// - a group that is only watched gives nobody a remedy;
/// - an intermediary is asked to prove itself at most;
/// - nobody is refused without two people, and nobody is suspended above the policy's number
///   without them;
/// - every decision ends by itself, and every undo takes effect at once.
///
/// The same situation gives the same outcome; a second round on what the first left decides
/// nothing.
public final class Ladder {
  private final Policy policy;
  private final DelayKey key;

  /// @param key from which delays are drawn
  public Ladder(Policy policy, DelayKey key) {
    this.policy = policy;
    this.key = key;
  }

  /// One round: what changes now.
  ///
  /// @throws IllegalArgumentException when an account is on a tier that the policy lacks
  public Outcome decide(Situation situation) {
    return new Round(policy, key, situation).outcome();
  }

  /// Turns a proposal into decisions, once enough people allow it. Who is shielded by now, or no
  /// longer accused, is left out.
  ///
  /// @param situation the newest one, not the one that the proposal came from
  /// @throws IllegalArgumentException when too few people allow it
  public Outcome allow(Proposal proposal, Approval approval, Situation situation) {
    int people = approval.people().size();
    Require.that(
        people >= proposal.people(),
        "%s of %,d accounts waits for %d different people; %d allowed it"
            .formatted(
                proposal.rung().word(), proposal.decisions().size(), proposal.people(), people));
    var findings = Findings.of(situation);
    var history = new History(situation.decisions());
    List<Decision> live = new ArrayList<>();
    List<Undo> undone = new ArrayList<>();
    for (Decision decision : proposal.decisions()) {
      var seen = findings.about(decision.account(), decision.grounds().evidence().campaign());
      if (seen.isEmpty() || proposal.rung().above(ceiling(seen.get(), situation))) {
        continue;
      }
      Decision allowed = allowed(decision, approval);
      if (!history.knows(allowed)) {
        live.add(allowed);
        history
            .standing(allowed.account(), allowed.mode(), approval.at())
            .ifPresent(old -> undone.add(replaced(old, allowed)));
      }
    }
    return new Outcome(live, List.of(), undone, List.of(), List.of());
  }

  /// As high as the verdict and the tier allow by now.
  private Rung ceiling(Findings.Seen seen, Situation situation) {
    Account account = situation.account(seen.member().account());
    Rung most = policy.tier(account.tier()).atMost();
    return most.above(seen.ceiling()) ? seen.ceiling() : most;
  }

  private Decision allowed(Decision proposed, Approval approval) {
    String id =
        Ids.of("d", List.of(proposed.id(), Long.toString(approval.at()), "allowed by people"));
    Term asked = proposed.term();
    long from = approval.at() + key.delay(policy.caution(), id);
    Grounds grounds = proposed.grounds().allowedBy(approval.people(), approval.reason());
    return new Decision(
        id,
        proposed.account(),
        proposed.remedy(),
        grounds,
        new Term(approval.at(), from, from + (asked.until() - asked.from())),
        proposed.mode(),
        proposed.undone());
  }

  private static Undo replaced(Decision old, Decision by) {
    return new Undo(
        old.id(),
        by.term().from(),
        String.join(", ", by.grounds().people()),
        "replaced by " + by.remedy().rung().word(),
        by.id());
  }
}
