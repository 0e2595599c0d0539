// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.util.Optional;

/// A pair of slots that is over.
///
/// @param around what happened outside the group, which alone decides whether the pair counts
/// @param focal what the focal half sent; empty when the pair does not count, for then nobody looks
public record Pair(Surroundings around, Optional<Focal> focal) {
  public Pair {
    Require.that(
        around.voided().isPresent() == focal.isEmpty(),
        "a pair counts exactly when nothing around it voids it");
  }
}
