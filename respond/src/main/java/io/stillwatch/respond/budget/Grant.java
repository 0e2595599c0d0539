// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import java.time.Duration;

/// The answer to a request for leave.
public sealed interface Grant {
  /// Go on, and reconcile when usage is known.
  ///
  /// @param reservation what to reconcile
  record Go(Reservation reservation) implements Grant {}

  /// Not now.
  ///
  /// @param what which budget is empty, as the customer may be told
  /// @param retryAfter when the budget is above nothing again; a day where it never will be
  record Wait(String what, Duration retryAfter) implements Grant {}
}
