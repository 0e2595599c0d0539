// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;

/// One run of a baseline over one log.
public interface Study {
  /// Takes the next request, in the order of time.
  void take(Request request);

  /// Says what it thinks, once all are taken.
  ///
  /// @param roster the accounts of the log
  Suspicion conclude(Roster roster);
}
