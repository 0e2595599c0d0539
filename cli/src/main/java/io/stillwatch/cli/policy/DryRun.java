// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.cli.scan.FoundFolder;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Undo;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.DelayKey;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Outcome;
import io.stillwatch.respond.Policy;
import io.stillwatch.respond.Proposal;
import io.stillwatch.respond.Situation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A policy played over the findings of scans. Nobody appeals, and nobody allows anything.
///
/// @param scans in the order of event time
/// @param days days played after the last
/// @param end event time at the end, milliseconds since 1970 UTC
/// @param decisions all that was decided, ended ones included
/// @param proposals what waits for people at the end
/// @param faults rules that could not be asked of some account
/// @param truth who is hostile, by account; empty when nobody knows
record DryRun(
    List<FoundFolder> scans,
    int days,
    long end,
    List<Decision> decisions,
    List<Proposal> proposals,
    Set<String> faults,
    Map<String, Boolean> truth) {
  private static final long DAY = 86_400_000;

  /// Delays of a dry run are drawn like real ones, by a key that is no secret.
  private static final DelayKey KEY = DelayKey.of(new byte[16]);

  static DryRun of(DryRunRequest request) throws IOException {
    Policy policy = Policies.read(request.policy());
    List<FoundFolder> scans = new ArrayList<>();
    for (var folder : request.found()) {
      scans.add(FoundFolder.read(folder));
    }
    scans.sort(Comparator.comparingLong(FoundFolder::until));
    Map<String, Account> accounts =
        request.accounts().isPresent()
            ? Policies.accounts(request.accounts().get(), policy)
            : Map.of();
    Map<String, Boolean> truth =
        request.labels().isPresent() ? Policies.truth(request.labels().get()) : Map.of();
    return play(new Ladder(policy, KEY), scans, accounts, request.days(), truth);
  }

  private static DryRun play(
      Ladder ladder,
      List<FoundFolder> scans,
      Map<String, Account> accounts,
      int days,
      Map<String, Boolean> truth) {
    List<Decision> decisions = List.of();
    List<Proposal> waiting = List.of();
    Set<String> faults = new TreeSet<>();
    FoundFolder last = scans.getLast();
    for (int round = 0; round < scans.size() + days; round++) {
      FoundFolder scan = round < scans.size() ? scans.get(round) : last;
      long now = scan.until() + Math.max(0, round - scans.size() + 1) * DAY;
      var situation =
          new Situation(
              now, scan.campaigns(), scan.withdrawn(), accounts, decisions, List.of(), List.of());
      Outcome outcome = ladder.decide(situation);
      decisions = outcome.after(decisions);
      waiting = outcome.proposals();
      faults.addAll(outcome.faults());
    }
    return new DryRun(scans, days, last.until() + days * DAY, decisions, waiting, faults, truth);
  }

  /// What stands at the end, by rung from the top, then by account.
  List<Decision> standing() {
    return decisions.stream()
        .filter(decision -> decision.stands(end))
        .sorted(
            Comparator.comparing(Decision::mode)
                .thenComparing(decision -> decision.remedy().rung())
                .reversed()
                .thenComparing(Decision::account))
        .toList();
  }

  /// Decisions that were undone with nothing in their place.
  long lifted() {
    return decisions.stream()
        .filter(decision -> decision.undone().filter(Undo::lifts).isPresent())
        .count();
  }

  /// Accounts that were on a rung in a mode at some time.
  Set<String> ever(Rung rung, Mode mode) {
    Set<String> accounts = new TreeSet<>();
    decisions.stream()
        .filter(decision -> decision.mode() == mode && decision.remedy().rung() == rung)
        .forEach(decision -> accounts.add(decision.account()));
    return accounts;
  }

  /// How many of these accounts are not hostile in truth.
  long innocent(Set<String> accounts) {
    return accounts.stream().filter(account -> !truth.getOrDefault(account, false)).count();
  }
}
