// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Member;
import io.stillwatch.model.Mode;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Tie;
import io.stillwatch.model.Undo;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Proposal;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Things to keep. Times are small numbers of milliseconds.
final class Cases {
  private Cases() {}

  static Decision decision(String id, String account, Remedy remedy, long at, long until) {
    return new Decision(
        id,
        account,
        remedy,
        new Grounds(
            "Account " + account + " shares its work, it seems.",
            "slow-the-sure",
            List.of("ada", "bob"),
            new Snapshot("sw-1", Verdict.CAMPAIGN, 8.25, Double.POSITIVE_INFINITY, 0.1 + 0.2, at),
            new TreeMap<>(Map.of("programme", "research"))),
        new Term(at, at + 1, until),
        Mode.LIVE,
        Optional.empty());
  }

  static Decision decision(String id, String account) {
    return decision(id, account, new Remedy.Slow(0.25), 10, 1_000);
  }

  static List<Remedy> remedies() {
    return List.of(
        new Remedy.Watch(),
        new Remedy.Slow(0.1),
        new Remedy.Verify("https://example.org/ask"),
        new Remedy.Narrow(new TreeSet<>(List.of(Feature.LOGPROBS, Feature.REASONING))),
        new Remedy.Mark("key-7"),
        new Remedy.Suspend(),
        new Remedy.Refuse());
  }

  static Undo undo(String decision, long at, String why) {
    return new Undo(decision, at, "the ladder", why, "");
  }

  static Protection protection(String account, long at, long until) {
    return new Protection(
        account, Protection.Kind.CLEARED, "ada", "It is a school: " + account + ".", at, until);
  }

  static Review review(String decision, String account) {
    return new Review(
        decision,
        "slow-the-sure",
        Review.Verdict.OVERTURNED,
        "ada",
        account + " is one customer.",
        50);
  }

  static Account account(String id) {
    return new Account(id, "paid", new TreeMap<>(Map.of("region", "eu")));
  }

  static Proposal proposal(String id, Decision... decisions) {
    return new Proposal(
        id, "sw-1", Rung.SUSPEND, 2, List.of(decisions), "2 accounts at once; policy allows 1");
  }

  static Campaign campaign(String id, double control, String... accounts) {
    return new Campaign(
        id,
        Verdict.CAMPAIGN,
        Arrays.stream(accounts).map(Cases::member).toList(),
        9,
        new Window(1, 99),
        new Counts(5, 6, 7),
        control,
        7.5,
        4.25,
        42,
        0.75,
        List.of(
            new Evidence(
                Family.E1,
                "hand-offs",
                5,
                0.25,
                control,
                new Window(1, 99),
                "Work of " + accounts[0] + " goes on elsewhere.",
                "strangers",
                31_000)),
        List.of(new ModelUse("model-x", new Counts(5, 6, 7))),
        List.of("AML.T0024"),
        List.of("a contract that names them all"),
        List.of(new Day(0, 5, 2)),
        List.of(new Tie(accounts[0], accounts[accounts.length - 1], "hand-off", 3)));
  }

  private static Member member(String account) {
    return new Member(
        account, 3.5, 0.5, new Counts(1, 2, 3), List.of(account + " took 3 conversations over"));
  }

  static Finding.Withdrawn withdrawn(String account) {
    return new Finding.Withdrawn(90, 0, account, "sw-0", 40, 90);
  }
}
