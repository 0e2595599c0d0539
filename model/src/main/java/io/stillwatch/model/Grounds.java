// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Why a decision was taken, and who answers for it.
///
/// @param reason in plain words, as the customer may be told
/// @param rule the rule of the policy that asked for it; never empty
/// @param people who allowed it, by name; none when the rule alone decided
/// @param evidence what the evidence said
/// @param facts the policy facts (programme, region) of the account, if the rule looked at any;
///   never evidence
public record Grounds(
    String reason,
    String rule,
    List<String> people,
    Snapshot evidence,
    SortedMap<String, String> facts) {
  public Grounds {
    filled(reason, "a decision needs a reason");
    filled(rule, "a decision needs the rule that asked for it");
    people = List.copyOf(people);
    that(new HashSet<>(people).size() == people.size(), "one person cannot stand for two");
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /// The same, allowed by these people for this reason.
  public Grounds allowedBy(List<String> who, String why) {
    return new Grounds(reason + " Allowed by people: " + why, rule, who, evidence, facts);
  }
}
