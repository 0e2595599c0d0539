// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import java.io.IOException;

/// Runs a job with a progress line where a terminal can show one.
public final class Reporting {
  private Reporting() {}

  /// A job that tells how far it has come.
  @FunctionalInterface
  public interface Job<T> {
    T run(Progress progress) throws IOException;
  }

  public static <T> T during(Console console, boolean quiet, Job<T> job) throws IOException {
    if (quiet || !console.live()) {
      return job.run(Progress.NONE);
    }
    try (var line = new ProgressLine(console.err(), console.width(), System::nanoTime)) {
      return job.run(line);
    }
  }
}
