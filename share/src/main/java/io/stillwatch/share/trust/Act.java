// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import io.stillwatch.share.stix.Step;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Something that was done about an account on the strength of leads alone.
///
/// @param id such as that of a decision
/// @param account whom it touches
/// @param step what was done; watching is not counted
/// @param leads ids of the leads it stands on
/// @param at when it was done
/// @param until when it ends by itself
public record Act(
    String id, String account, Step step, SortedSet<String> leads, Instant at, Instant until) {
  public Act {
    filled(id, "an act has an id");
    filled(account, "an act touches an account");
    leads = Collections.unmodifiableSortedSet(new TreeSet<>(leads));
    that(!leads.isEmpty(), "an act on leads names them");
    that(at.isBefore(until), "an act ends after it begins");
  }

  /// What is to be undone, because what it stood on is gone.
  ///
  /// @param act id of what was done
  /// @param account whom it touches
  /// @param why in plain words
  public record Undo(String act, String account, String why) {}
}
