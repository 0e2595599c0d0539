// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

/// The early end of a plan.
///
/// @param at milliseconds since 1970 UTC
/// @param why in one line, for people
public record Stop(long at, String why) {
  public Stop {
    Require.that(!why.isBlank(), "a stop has a reason");
  }
}
