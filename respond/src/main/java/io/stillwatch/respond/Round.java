// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Term;
import io.stillwatch.model.Undo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One round of the ladder: first whatever has to end ends, then each account is looked at, in each
/// mode apart; what is many or hard is set aside for people by the [Gate].
final class Round {
  private static final String LADDER = "the ladder";

  /// A decision is renewed when less than this part of its time is left.
  private static final int RENEWED_IN_THE_LAST = 4;

  private final Policy policy;
  private final DelayKey key;
  private final Situation situation;
  private final Findings findings;
  private final RuleBook rules;
  private final History history;
  private final SortedMap<String, Undo> undone = new TreeMap<>();
  private final List<Decision> shadow = new ArrayList<>();
  private final List<Decision> live = new ArrayList<>();
  private final Gate gate;

  Round(Policy policy, DelayKey key, Situation situation) {
    this.policy = policy;
    this.key = key;
    this.situation = situation;
    this.findings = Findings.of(situation);
    this.rules = new RuleBook(policy, situation);
    this.history = new History(situation.decisions());
    this.gate = new Gate(policy.caution(), situation, history);
  }

  Outcome outcome() {
    situation.decisions().stream()
        .filter(decision -> decision.lasts(situation.now()))
        .forEach(this::endWhatHasNoGround);
    for (String account : findings.against().keySet()) {
      look(account, Mode.LIVE);
      look(account, Mode.SHADOW);
    }
    for (Step step : gate.passed()) {
      live.add(step.decision());
      step.replaces()
          .ifPresent(old -> replace(old, step.decision(), step.decision().term().from()));
    }
    gate.held().forEach(step -> step.meanwhile().ifPresent(this::renew));
    return new Outcome(
        live, shadow, List.copyOf(undone.values()), gate.proposals(), rules.faults());
  }

  /// A step up that the gate has to pass.
  ///
  /// @param replaces what stands now
  /// @param meanwhile what stands now, when it has to be renewed if the step is held
  record Step(Decision decision, Optional<Decision> replaces, Optional<Match> meanwhile) {}

  /// The rule that allows an account the most.
  record Match(
      Rule rule, Findings.Seen seen, Account account, Rung ceiling, Optional<Decision> standing) {}

  private void endWhatHasNoGround(Decision decision) {
    Optional<Protection> shield = findings.lifting(decision, situation.now());
    if (shield.isPresent()) {
      end(decision, shield.get().by(), shield.get().reason());
    } else if (findings.name(decision.account())) {
      return;
    } else if (findings.watched().contains(decision.account())) {
      end(decision, LADDER, "The group is only watched by now, and that gives no ground.");
    } else if (situation.withdrawn().contains(decision.account())) {
      end(decision, LADDER, "The finding was withdrawn.");
    }
  }

  private void look(String account, Mode mode) {
    Optional<Decision> standing =
        history.standing(account, mode, situation.now()).filter(d -> !undone.containsKey(d.id()));
    Optional<Match> best = rules.best(findings.about(account), mode, standing, history);
    if (standing.isPresent() && isByPeople(standing.get()) && !asksForAsMuch(best)) {
      keepOrLift(standing.get());
      return;
    }
    if (best.isEmpty()) {
      standing.ifPresent(old -> lift(old, "No rule asks for it any longer."));
      return;
    }
    climb(best.get(), mode);
  }

  private static boolean isByPeople(Decision decision) {
    return !decision.grounds().people().isEmpty();
  }

  private static boolean asksForAsMuch(Optional<Match> match) {
    return match.isPresent()
        && !match.get().standing().orElseThrow().remedy().rung().above(match.get().ceiling());
  }

  /// What people decided stays until they or time end it, unless the verdict no longer carries it.
  private void keepOrLift(Decision decision) {
    boolean carried =
        findings.about(decision.account()).stream()
            .anyMatch(seen -> !decision.remedy().rung().above(seen.ceiling()));
    if (!carried) {
      lift(decision, "The group is seen as an intermediary by now.");
    }
  }

  private void climb(Match match, Mode mode) {
    Optional<Rung> at = match.standing().map(decision -> decision.remedy().rung());
    if (at.isPresent() && at.get().above(match.ceiling())) {
      stepDown(match, mode);
      return;
    }
    Optional<Rung> next = policy.remedies().next(at, match.ceiling(), match.rule().atOnce());
    boolean early =
        match.standing().isPresent()
            && !match.rule().atOnce()
            && situation.now() - history.since(match.standing().get()) < policy.caution().stay();
    Optional<Remedy> remedy = next.flatMap(policy.remedies()::on);
    if (remedy.isEmpty() || early) {
      renew(match);
      return;
    }
    Decision decision = decision(match, remedy.get(), mode, delayed(match, remedy.get(), mode));
    if (mode == Mode.SHADOW) {
      shadow.add(decision);
      match.standing().ifPresent(old -> replace(old, decision, decision.term().from()));
    } else {
      gate.take(new Step(decision, match.standing(), match.standing().map(old -> match)));
    }
  }

  /// Down goes as far as it has to, at once.
  private void stepDown(Match match, Mode mode) {
    Decision old = match.standing().orElseThrow();
    Optional<Rung> lower = policy.remedies().next(Optional.empty(), match.ceiling(), true);
    Optional<Remedy> remedy = lower.flatMap(policy.remedies()::on);
    lift(old, "No rule asks for as much any longer.");
    remedy.ifPresent(mild -> enact(decision(match, mild, mode, situation.now()), old));
  }

  /// The same again, when its time is nearly over and a rule still asks for it. Whom people shut
  /// out, only people shut out again.
  private void renew(Match match) {
    match
        .standing()
        .filter(old -> isNearlyOver(old.term()))
        .filter(old -> !isByPeople(old) || !old.remedy().rung().shutsOut())
        .ifPresent(old -> enact(renewed(match, old), old));
  }

  private Decision renewed(Match match, Decision old) {
    Decision again = decision(match, old.remedy(), old.mode(), situation.now());
    Grounds grounds = again.grounds();
    var carried =
        new Grounds(
            grounds.reason(),
            grounds.rule(),
            old.grounds().people(),
            grounds.evidence(),
            grounds.facts());
    return new Decision(
        again.id(),
        again.account(),
        again.remedy(),
        carried,
        again.term(),
        again.mode(),
        again.undone());
  }

  private boolean isNearlyOver(Term term) {
    return (term.until() - situation.now()) < (term.until() - term.from()) / RENEWED_IN_THE_LAST;
  }

  private void enact(Decision decision, Decision old) {
    (decision.mode() == Mode.LIVE ? live : shadow).add(decision);
    replace(old, decision, situation.now());
  }

  private long delayed(Match match, Remedy remedy, Mode mode) {
    long now = situation.now();
    return remedy.rung() == Rung.WATCH
        ? now
        : now + key.delay(policy.caution(), id(match, remedy, mode));
  }

  private Decision decision(Match match, Remedy remedy, Mode mode, long from) {
    Rule rule = match.rule();
    SortedMap<String, String> facts =
        rule.when().readsFacts() ? match.account().facts() : Collections.emptySortedMap();
    return new Decision(
        id(match, remedy, mode),
        match.account().id(),
        remedy,
        new Grounds(rule.reason(), rule.name(), List.of(), match.seen().snapshot(), facts),
        new Term(situation.now(), from, from + rule.lasts()),
        mode,
        Optional.empty());
  }

  private String id(Match match, Remedy remedy, Mode mode) {
    return Ids.of(
        "d",
        List.of(
            match.account().id(),
            match.rule().name(),
            remedy.rung().word(),
            mode.word(),
            Long.toString(situation.now())));
  }

  private void replace(Decision old, Decision by, long at) {
    undone.put(
        old.id(),
        new Undo(old.id(), at, LADDER, "replaced by " + by.remedy().rung().word(), by.id()));
  }

  /// Ends a decision, and what would be in force until it took effect.
  private void lift(Decision decision, String why) {
    history
        .lingering(decision.account(), decision.mode(), situation.now())
        .forEach(old -> end(old, LADDER, why));
    end(decision, LADDER, why);
  }

  private void end(Decision decision, String by, String why) {
    undone.put(decision.id(), new Undo(decision.id(), situation.now(), by, why, ""));
  }
}
