// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// People's word for a proposal.
///
/// @param people who allows it, by name, each once
/// @param reason why, in plain words
/// @param at when, event time in milliseconds since 1970 UTC
public record Approval(List<String> people, String reason, long at) {
  public Approval {
    people = people.stream().map(String::strip).toList();
    Require.that(people.stream().noneMatch(String::isEmpty), "people have names");
    var different = people.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    Require.that(
        new HashSet<>(different).size() == people.size(), "one person cannot stand for two");
    Require.filled(reason, "an approval needs a reason");
  }
}
