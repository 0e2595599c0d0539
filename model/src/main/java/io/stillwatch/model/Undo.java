// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.filled;

/// The end of a decision before its term. It takes effect at once: mercy is never delayed.
///
/// @param decision id of the decision that ends
/// @param at when, in event time, milliseconds since 1970 UTC
/// @param by who or what ended it: a person, or `the ladder`
/// @param why in plain words
/// @param replacedBy id of the decision that took its place; empty when none did
public record Undo(String decision, long at, String by, String why, String replacedBy) {
  public Undo {
    filled(decision, "an undo needs the id of a decision");
    filled(by, "an undo needs somebody who did it");
    filled(why, "an undo needs a reason");
  }

  /// Whether nothing took its place.
  public boolean lifts() {
    return replacedBy.isEmpty();
  }
}
