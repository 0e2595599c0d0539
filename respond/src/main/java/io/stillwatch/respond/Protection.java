// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Snapshot;

/// A person's word that shields an account, until it ends.
///
/// @param account the account id
/// @param kind how far it shields
/// @param by the person, by name
/// @param reason in plain words
/// @param at when it was given, event time in milliseconds since 1970 UTC
/// @param until when it ends
public record Protection(String account, Kind kind, String by, String reason, long at, long until) {
  /// How far a protection reaches.
  public enum Kind {
    /// Somebody appealed: nothing new is decided, what stands stays until a reviewer speaks.
    UNDER_REVIEW,
    /// The finding was wrong: what stands ends, and findings detected up to then count no more.
    CLEARED,
    /// Whatever is found, nothing is decided, and what stands ends.
    PROTECTED
  }

  public Protection {
    Require.filled(account, "a protection needs an account");
    Require.filled(by, "a protection needs a person");
    Require.filled(reason, "a protection needs a reason");
    Require.that(at < until, "a protection ends after it begins");
  }

  boolean holds(long now) {
    return at <= now && now < until;
  }

  /// Whether it forbids new decisions on this evidence.
  boolean bars(Snapshot evidence, long now) {
    return holds(now)
        && switch (kind) {
          case UNDER_REVIEW, PROTECTED -> true;
          case CLEARED -> evidence.detectedAt() <= at;
        };
  }

  /// Whether it ends what was decided on this evidence.
  boolean lifts(Snapshot evidence, long now) {
    return kind != Kind.UNDER_REVIEW && bars(evidence, now);
  }
}
