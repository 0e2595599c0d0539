// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Workings;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A group as a judgement named it, and what its numbers were computed from.
///
/// @param at event time of the judgement, milliseconds since 1970 UTC
/// @param unavailable families that had nothing to look at then, and why
public record Worked(
    long at, Campaign campaign, Workings workings, SortedMap<Family, String> unavailable) {
  public Worked {
    unavailable = Collections.unmodifiableSortedMap(new TreeMap<>(unavailable));
  }

  /// Whether an account is of the group that was looked at, named or not.
  public boolean holds(String account) {
    return workings.looked().stream().anyMatch(one -> one.accounts().contains(account));
  }
}
