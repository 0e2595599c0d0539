// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

/// Waits between two looks at what others do.
public final class Pause {
  private Pause() {}

  /// @throws Failure when the command is interrupted
  public static void of(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted");
    }
  }
}
