// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Undo;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import io.stillwatch.respond.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the ladder remembers: the newest judgement, what was decided before, and what it was told
/// of accounts. Decisions and reviews are forgotten 90 days after they ended, and people's words
/// when they end, so that this does not grow with the age of the job.
final class Docket {
  /// Accounts of which something may be known; what comes after is not heard.
  static final int ACCOUNTS = 100_000;

  private static final long KEPT = Duration.ofDays(90).toMillis();

  final List<Finding> said = new ArrayList<>();
  final List<Finding> standing = new ArrayList<>();
  final Map<String, Account> accounts = new TreeMap<>();
  final List<Protection> protections = new ArrayList<>();
  final List<Review> reviews = new ArrayList<>();
  List<Decision> decisions = List.of();

  void add(Finding finding) {
    said.add(finding);
  }

  void know(Account account) {
    if (accounts.size() < ACCOUNTS || accounts.containsKey(account.id())) {
      accounts.put(account.id(), account);
    }
  }

  void shield(Protection protection) {
    if (!protections.contains(protection)) {
      protections.add(protection);
    }
  }

  /// @return the decision that the review ends, as it is then; empty when it stays
  Optional<Decision> review(Review review, long now) {
    if (reviews.contains(review)) {
      return Optional.empty();
    }
    reviews.add(review);
    boolean wrong = review.verdict() == Review.Verdict.OVERTURNED;
    return decisions.stream()
        .filter(one -> wrong && one.id().equals(review.decision()) && one.lasts(now))
        .findFirst()
        .map(one -> one.endedBy(new Undo(one.id(), now, review.by(), review.reason(), "")));
  }

  /// A decision as it is from now on.
  void replace(Decision changed) {
    decisions =
        decisions.stream().map(one -> one.id().equals(changed.id()) ? changed : one).toList();
  }

  /// What the ladder looks at: the judgement at hand, or the one before when there is none.
  Situation close(long now) {
    if (!said.isEmpty()) {
      standing.clear();
      standing.addAll(said);
      said.clear();
    }
    protections.removeIf(one -> one.until() <= now);
    reviews.removeIf(one -> now - one.at() > KEPT);
    List<Campaign> campaigns = new ArrayList<>();
    Set<String> withdrawn = new HashSet<>();
    for (Finding finding : standing) {
      if (finding instanceof Finding.Named named) {
        campaigns.add(named.campaign());
      } else if (finding instanceof Finding.Withdrawn one) {
        withdrawn.add(one.account());
      }
    }
    return new Situation(now, campaigns, withdrawn, accounts, decisions, protections, reviews);
  }

  /// @param all decisions up to now, ended ones included
  void keep(List<Decision> all, long now) {
    decisions = all.stream().filter(decision -> now - end(decision) <= KEPT).toList();
  }

  private static long end(Decision decision) {
    long until = decision.term().until();
    return decision.undone().map(Undo::at).map(at -> Math.min(at, until)).orElse(until);
  }

  static Wire<Docket> wire() {
    return new DocketWire();
  }
}
