// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.Round.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The rules of a policy as they stand today: one that reviewers overturned too often is no longer
/// live.
final class RuleBook {
  private final Policy policy;
  private final Situation situation;
  private final Set<String> fallen;
  private final Set<String> faults = new TreeSet<>();

  RuleBook(Policy policy, Situation situation) {
    this.policy = policy;
    this.situation = situation;
    this.fallen = new TreeSet<>();
    for (Rule rule : policy.rules()) {
      long overturned = ReviewCount.of(rule.name(), situation.reviews()).overturned();
      if (overturned >= policy.caution().overturned()) {
        fallen.add(rule.name());
      }
    }
  }

  /// The rule that allows the account the most, of all findings that name it; of equals the first
  /// of the file.
  Optional<Match> best(
      List<Findings.Seen> findings, Mode mode, Optional<Decision> standing, History history) {
    Optional<Match> best = Optional.empty();
    for (Rule rule : policy.rules()) {
      if (mode(rule) != mode) {
        continue;
      }
      for (Findings.Seen seen : findings) {
        Match match = match(rule, seen, standing);
        if (best.isPresent() && !match.ceiling().above(best.get().ceiling())) {
          continue;
        }
        if (holds(match, mode, history)) {
          best = Optional.of(match);
        }
      }
    }
    return best;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /// What this rule may do today.
  private Mode mode(Rule rule) {
    return fallen.contains(rule.name()) && rule.mode() == Mode.LIVE ? Mode.SHADOW : rule.mode();
  }

  private Match match(Rule rule, Findings.Seen seen, Optional<Decision> standing) {
    Account account = situation.account(seen.member().account());
    Rung ceiling = lower(rule.rung(), lower(seen.ceiling(), tier(account).atMost()));
    return new Match(rule, seen, account, ceiling, standing);
  }

  private boolean holds(Match match, Mode mode, History history) {
    Account account = match.account();
    var past =
        new Sight.Past(
            match.standing(),
            match.standing().map(history::since).orElse(situation.now()),
            history.lifted(account.id(), mode));
    var sight =
        new Sight(
            match.seen().campaign(),
            match.seen().member(),
            account,
            tier(account),
            past,
            situation.now());
    Condition.Answer answer = match.rule().when().of(sight);
    if (!answer.fault().isEmpty()) {
      faults.add("rule " + match.rule().name() + ": " + answer.fault());
    }
    return answer.holds();
  }

  private Tier tier(Account account) {
    return policy.tier(account.tier());
  }

  private static Rung lower(Rung one, Rung other) {
    return one.above(other) ? other : one;
  }
}
