// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import java.time.Duration;

/// Waits between attempts.
@FunctionalInterface
public interface Waiting {
  /// As long as it is told.
  Waiting PATIENT = Thread::sleep;

  void until(Duration over) throws InterruptedException;
}
