// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.util.Optional;

/// What happened around a pair of slots, outside of the tested group: all that may decide whether
/// the pair counts. Neither the coin nor anything of the group is known here, and the two slots are
/// treated alike, so that leaving a pair out cannot lean to either side.
///
/// @param first requests of accounts outside the group in the first slot
/// @param second the same in the second
/// @param outage whether the service failed in either slot
/// @param release whether a model or a price came out in either slot
public record Surroundings(long first, long second, boolean outage, boolean release) {
  /// Outside traffic that differs by more than this share of the larger slot voids a pair.
  static final double DIP = 0.25;

  public Surroundings {
    Require.that(first >= 0 && second >= 0, "a count is 0 or more");
  }

  /// Why the pair does not count; empty when it does.
  public Optional<String> voided() {
    if (outage) {
      return Optional.of("outage");
    }
    if (release) {
      return Optional.of("release");
    }
    if (first == 0 && second == 0) {
      return Optional.of("no traffic outside the group to compare with");
    }
    return Math.abs(first - second) > DIP * Math.max(first, second)
        ? Optional.of("a dip of the whole service")
        : Optional.empty();
  }
}
