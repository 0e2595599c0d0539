// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

/// Whose traffic a simulation makes up.
public sealed interface Traffic {
  /// Customers who know nothing of each other: uneven, with one daily rhythm, moods that last for
  /// hours, and the same outages. What is put off comes back to the same account.
  record Honest() implements Traffic {}

  /// One operator with one list of work, around the clock and evenly spread.
  ///
  /// @param failover share of the requests put off that the operator's other accounts take over at
  ///   once, 0 to 1; the rest comes back later to the same account
  record Campaign(double failover) implements Traffic {
    public Campaign {
      Require.that(
          failover >= 0 && failover <= 1, "a failover share is from 0 to 1, not " + failover);
    }
  }
}
