// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that the ladder is told. It looks at nothing else: no clock, no store, no network.
///
/// What was decided need not be told for ever. Of everybody: what has not ended, and what ended
/// within [#RECENT], by which the ladder counts how many went to a rung. Of accounts that a finding
/// names: what ended within [#MEMORY].
///
/// @param now event time, milliseconds since 1970 UTC
/// @param campaigns the newest findings, whatever their verdict
/// @param withdrawn accounts that an earlier judgement accused and the newest does not
/// @param accounts what the operator knows of accounts, by id; the others are unknown
/// @param decisions what was decided so far, ended ones included, as far back as above at least
/// @param protections people's words that shield accounts
/// @param reviews what reviewers said of decisions
public record Situation(
    long now,
    List<Campaign> campaigns,
    Set<String> withdrawn,
    Map<String, Account> accounts,
    List<Decision> decisions,
    List<Protection> protections,
    List<Review> reviews) {
  /// How long an ended decision counts for the limits on many, in milliseconds.
  public static final long RECENT = 86_400_000;

  /// How long an ended decision counts for the account that it was about, in milliseconds: a year.
  public static final long MEMORY = 365 * RECENT;

  public Situation {
    campaigns = List.copyOf(campaigns);
    withdrawn = Collections.unmodifiableSet(new TreeSet<>(withdrawn));
    accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
    decisions = List.copyOf(decisions);
    protections = List.copyOf(protections);
    reviews = List.copyOf(reviews);
  }

  /// Findings alone: nobody is known, nothing was decided, nobody is shielded.
  public static Situation of(long now, List<Campaign> campaigns) {
    return new Situation(now, campaigns, Set.of(), Map.of(), List.of(), List.of(), List.of());
  }

  /// The same after these decisions.
  public Situation with(List<Decision> decided) {
    return new Situation(now, campaigns, withdrawn, accounts, decided, protections, reviews);
  }

  Account account(String id) {
    Account known = accounts.get(id);
    return known == null ? Account.unknown(id) : known;
  }
}
