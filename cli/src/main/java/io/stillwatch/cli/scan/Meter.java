// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a run costs, as the operating system counts it.
final class Meter {
  private final long started = System.nanoTime();

  double wallSeconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /// CPU of all threads since the process began, start-up included.
  double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /// Largest resident size; where the system does not tell, the heap now in use.
  long peakMemoryBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return heap();
    }
    return heap();
  }

  private static long heap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
