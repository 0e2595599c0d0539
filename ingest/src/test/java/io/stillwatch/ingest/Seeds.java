// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a check under many seeds and names the seed that broke it.
final class Seeds {
  private Seeds() {}

  static void each(int count, Consumer<Random> check) {
    for (long seed = 0; seed < count; seed++) {
      try {
        check.accept(new Random(seed * 0x9E3779B97F4A7C15L));
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        // Nothing is swallowed: it is thrown on, with the seed.
        throw new AssertionError("seed " + seed + ": " + e, e);
      }
    }
  }
}
