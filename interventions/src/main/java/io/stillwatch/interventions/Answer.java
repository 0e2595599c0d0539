// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.time.Duration;

/// What to do with a request.
public sealed interface Answer {
  /// Serve it as always.
  record Pass() implements Answer {}

  /// Refuse it for now (HTTP 429), and say when to try again.
  record Wait(Duration retryAfter) implements Answer {}
}
