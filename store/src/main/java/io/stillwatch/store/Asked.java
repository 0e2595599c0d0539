// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;

import io.stillwatch.respond.Approval;
import io.stillwatch.respond.Proposal;
import java.util.List;
import java.util.Optional;

/// A proposal that was put to people, and what they said so far.
///
/// @param proposal what is asked
/// @param at since when, event time in milliseconds since 1970 UTC
/// @param approvals who allowed it, in the order in which they did
/// @param closing how it ended; empty while it is open
public record Asked(
    Proposal proposal, long at, List<Approval> approvals, Optional<Closing> closing) {
  public Asked {
    approvals = List.copyOf(approvals);
  }

  /// @param at when, event time in milliseconds since 1970 UTC
  /// @param by who closed it
  /// @param outcome in plain words, such as `allowed` or `declined`
  public record Closing(long at, String by, String outcome) {
    public Closing {
      filled(by, "a proposal is closed by somebody");
      filled(outcome, "a proposal is closed with an outcome");
    }
  }

  public boolean open() {
    return closing.isEmpty();
  }
}
