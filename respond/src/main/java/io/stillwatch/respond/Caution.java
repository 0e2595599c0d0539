// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

/// What keeps a policy from doing much, or fast, or predictably. Times in milliseconds.
///
/// @param stay least time on a rung before the next
/// @param delayLeast least time from a decision to its effect
/// @param delayMost most time; where between them is drawn by a keyed hash
/// @param bulk more accounts than this on one rung within a day wait for a person
/// @param fourEyes more suspensions than this within a day wait for two people
/// @param overturned a live rule falls back to shadow when reviewers overturned so many of its
///   decisions
public record Caution(
    long stay, long delayLeast, long delayMost, int bulk, int fourEyes, int overturned) {
  public Caution {
    Require.that(stay >= 60_000, "stay is a minute at least: nobody climbs two rungs at once");
    Require.that(delayLeast >= 0, "a delay is not negative");
    Require.that(delayLeast <= delayMost, "the least delay is at most the longest");
    Require.that(bulk >= 0 && fourEyes >= 0, "a limit is not negative");
    Require.that(overturned >= 1, "a rule cannot fall back before one decision was overturned");
  }
}
