// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Undo;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Approval;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Policy;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import io.stillwatch.store.Asked;
import io.stillwatch.store.Change;
import io.stillwatch.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What people decide. Each word of theirs is kept together with the round that follows from it, so
/// an account that is cleared is free when the call returns.
public final class People {
  /// Names of facts that peers' leads give.
  public static final String OF_PEERS = "peer_";

  private static final String COALITION = "coalition";

  private final Store store;
  private final Policy policy;
  private final Ladder ladder;
  private final Rounds rounds;
  private final Register register;
  private final InstantSource clock;

  /// @param clock event time
  public People(
      Store store,
      Policy policy,
      Ladder ladder,
      Rounds rounds,
      Register register,
      InstantSource clock) {
    this.store = store;
    this.policy = policy;
    this.ladder = ladder;
    this.rounds = rounds;
    this.register = register;
    this.clock = clock;
  }

  /// Shields an account.
  public void protect(Protection protection) {
    change(protection.by(), change -> change.protect(protection));
  }

  /// Says whether a decision was right. One that was not ends.
  ///
  /// @throws IllegalArgumentException when there is no such decision
  public void review(Review review) {
    change(
        review.by(),
        change -> {
          change.review(review);
          Optional<Decision> decision = change.view().decision(review.decision());
          boolean wrong = review.verdict() == Review.Verdict.OVERTURNED;
          decision
              .filter(one -> wrong && one.lasts(review.at()))
              .ifPresent(one -> change.undo(lifted(one, review.by(), review.reason())));
        });
  }

  /// Ends a decision.
  ///
  /// @throws IllegalArgumentException when there is none, or it has ended
  public void undo(String decision, String by, String reason) {
    change(
        by,
        change -> {
          Decision one =
              change
                  .view()
                  .decision(decision)
                  .filter(d -> d.lasts(clock.millis()))
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "there is no decision " + decision + " that could be undone"));
          change.undo(lifted(one, by, reason));
        });
  }

  private Undo lifted(Decision decision, String by, String reason) {
    return new Undo(decision.id(), clock.millis(), by, reason, "");
  }

  /// Says what is known of an account.
  ///
  /// @param tier a tier of the policy; empty for the first
  /// @throws IllegalArgumentException when the policy has no such tier
  public void know(String account, String tier, SortedMap<String, String> facts, String by) {
    policy.tier(tier);
    Optional<String> reserved = facts.keySet().stream().filter(People::isOfPeers).findFirst();
    if (reserved.isPresent()) {
      throw new IllegalArgumentException(
          reserved.get() + " is what peers say; facts that begin with peer_ are not yours to set");
    }
    change(
        by,
        change -> {
          var all = new TreeMap<>(facts);
          Account before = before(change, account);
          before.facts().forEach((name, value) -> keep(name, value, all));
          change.know(new Account(account, tier, all));
        });
  }

  private static void keep(String name, String value, Map<String, String> into) {
    if (isOfPeers(name)) {
      into.put(name, value);
    }
  }

  private static boolean isOfPeers(String fact) {
    return fact.startsWith(OF_PEERS);
  }

  private static Account before(Change change, String account) {
    return change.view().account(account).orElseGet(() -> Account.unknown(account));
  }

  /// Keeps what peers say of an account, as facts whose names begin with `peer_`; replaces what
  /// they said before.
  ///
  /// @param then does the rest, in the same change, when they say something else than before
  public void hear(String account, SortedMap<String, String> facts, Heard then) {
    change(
        COALITION,
        change -> {
          Account before = before(change, account);
          var all = new TreeMap<>(before.facts());
          all.keySet().removeIf(People::isOfPeers);
          all.putAll(facts);
          if (!all.equals(before.facts())) {
            String tier = then.with(change, before);
            change.know(new Account(account, tier, all));
          }
        });
  }

  /// What follows when peers say something else.
  @FunctionalInterface
  public interface Heard {
    /// @return the tier of the account from now on
    String with(Change change, Account before);
  }

  /// Allows a proposal. What it asks for is decided once as many different people allow it as it
  /// needs.
  ///
  /// @return how many people are still needed
  /// @throws IllegalArgumentException when there is none, it is closed, or that person allowed it
  ///   already
  public int approve(String proposal, String by, String reason) {
    long now = clock.millis();
    int left =
        store.changing(
            by,
            change -> {
              change.approve(proposal, new Approval(List.of(by), reason, now));
              Asked asked = change.view().proposal(proposal).orElseThrow();
              Approval all = together(asked, now);
              int needed = asked.proposal().people() - all.people().size();
              if (needed <= 0) {
                var situation = rounds.situation(change.view(), now);
                change.play(ladder.allow(asked.proposal(), all, situation), now);
                change.close(proposal, now, "allowed");
              }
              return Math.max(0, needed);
            });
    register.refresh();
    return left;
  }

  private static Approval together(Asked asked, long now) {
    List<String> people = asked.approvals().stream().flatMap(a -> a.people().stream()).toList();
    List<String> reasons = asked.approvals().stream().map(Approval::reason).distinct().toList();
    return new Approval(people, String.join("; ", reasons), now);
  }

  /// Closes a proposal without doing what it asks for.
  ///
  /// @throws IllegalArgumentException when there is none that is open
  public void decline(String proposal, String by, String reason) {
    store.change(by, change -> change.close(proposal, clock.millis(), "declined: " + reason));
  }

  private void change(String by, Consumer<Change> word) {
    store.change(
        by,
        change -> {
          word.accept(change);
          rounds.play(change, clock.millis());
        });
    register.refresh();
  }
}
