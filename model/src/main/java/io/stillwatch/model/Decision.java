// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.util.Optional;

/// A remedy for one account: why, by whom, from when, until when, and how it ended. An event: it is
/// kept when it has ended.
///
/// @param id derived from account, rule, rung, mode and time, so that the same input gives the same
/// @param account the account id
/// @param remedy what is done
/// @param grounds why, and who answers for it
/// @param term when it was decided and when it holds
/// @param mode `shadow` or `live`; only live ones may reach an enforcer
/// @param undone how it ended before its term
public record Decision(
    String id,
    String account,
    Remedy remedy,
    Grounds grounds,
    Term term,
    Mode mode,
    Optional<Undo> undone) {
  public Decision {
    filled(id, "a decision needs an id");
    filled(account, "a decision needs an account");
    that(mode != Mode.DRAFT, "a rule in draft decides nothing");
    that(
        grounds.evidence().verdict() != Verdict.WATCH,
        "a group that is only watched gives no ground for a remedy");
    that(
        grounds.evidence().verdict() == Verdict.CAMPAIGN || !remedy.rung().above(Rung.VERIFY),
        "an intermediary is asked to prove itself at most");
    that(
        undone.isEmpty() || undone.get().decision().equals(id),
        "a decision is undone by its own undo");
  }

  /// Whether it stands: nobody undid or replaced it, and it has not ended.
  public boolean stands(long now) {
    return undone.isEmpty() && term.runs(now);
  }

  /// Whether it is or may still come into force: one that was replaced stays in force until its
  /// successor takes effect.
  public boolean lasts(long now) {
    return term.runs(now) && (undone.isEmpty() || now < undone.get().at());
  }

  /// Whether an enforcer must act on it now.
  public boolean inForce(long now) {
    return mode == Mode.LIVE && lasts(now) && term.holds(now);
  }

  /// The same decision, ended.
  public Decision endedBy(Undo undo) {
    return new Decision(id, account, remedy, grounds, term, mode, Optional.of(undo));
  }
}
