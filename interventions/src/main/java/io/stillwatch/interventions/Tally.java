// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.util.List;

/// What a [Throttle] has counted since its plan began, of plain values, to go on with after a
/// restart.
///
/// @param seen requests of the whole service
/// @param touched requests put off
/// @param members by account
public record Tally(long seen, long touched, List<Count> members) {
  public Tally {
    members = List.copyOf(members);
  }

  /// @param account as the log writes it
  /// @param seen its requests
  /// @param touched those of them that were put off
  public record Count(String account, long seen, long touched) {
    public Count {
      Require.that(seen >= 0 && touched >= 0, "a count is 0 or more");
    }
  }
}
