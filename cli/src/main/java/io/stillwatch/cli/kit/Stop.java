// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import java.util.concurrent.CountDownLatch;

/// What SIGTERM and Ctrl-C do to a command that runs until it is told to stop.
public final class Stop {
  private Stop() {}

  /// @param stop is opened by the signal
  /// @param stopped is waited for: the process ends after it
  public static void onSignal(CountDownLatch stop, CountDownLatch stopped) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  try {
                    stopped.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }
}
