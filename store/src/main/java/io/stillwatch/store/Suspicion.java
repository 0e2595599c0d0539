// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

/// A group that somebody in the coalition suspects, and what was measured of it here.
///
/// @param id of the object that told of it
/// @param number from 1, in the order in which suspicions came up
/// @param over whether nothing more is measured
/// @param body as a JSON object; an account stands in it as a whole text, so that an erasure finds
///   it
public record Suspicion(String id, long number, boolean over, String body) {
  public Suspicion {
    filled(id, "a suspicion needs an id");
    that(number >= 1, "suspicions count from 1");
  }
}
