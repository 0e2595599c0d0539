// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the operator knows of an account. Detection never sees any of it.
///
/// @param id the account id
/// @param tier name of the access tier it is on; empty when nobody said: the first of the policy
/// @param facts policy facts by name, such as `programme` or `region`: contract and law, never
///   evidence
public record Account(String id, String tier, SortedMap<String, String> facts) {
  public Account {
    Require.filled(id, "an account needs an id");
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /// An account of which nothing is known.
  public static Account unknown(String id) {
    return new Account(id, "", Collections.emptySortedMap());
  }
}
