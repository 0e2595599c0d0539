// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

/// Requests of the focal half in the two slots of a pair.
///
/// @param first in the first slot
/// @param second in the second
public record Focal(long first, long second) {
  public Focal {
    Require.that(first >= 0 && second >= 0, "a count is 0 or more");
  }
}
