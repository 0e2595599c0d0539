// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.that;

/// When a decision was taken, and when it holds. Milliseconds since 1970 UTC. There is no term
/// without an end.
///
/// @param at when it was decided, in event time
/// @param from when it takes effect; later than `at` by a delay that nobody outside can predict
/// @param until when it ends by itself
public record Term(long at, long from, long until) {
  public Term {
    that(at <= from, "a decision takes no effect before it is taken");
    that(from < until, "a decision ends after it takes effect");
  }

  /// Whether it has not ended yet; it may not have taken effect yet either.
  public boolean runs(long now) {
    return now < until;
  }

  /// Whether it is in effect.
  public boolean holds(long now) {
    return from <= now && now < until;
  }
}
