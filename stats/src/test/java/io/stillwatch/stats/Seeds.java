// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.util.function.Consumer;

/// A property is tried with many seeds; a failure names the seed that breaks it.
final class Seeds {
  private Seeds() {}

  static void each(int times, Consumer<Draw> property) {
    for (long seed = 1; seed <= times; seed++) {
      try {
        property.accept(new Draw(seed));
      } catch (AssertionError | RuntimeException e) {
        // Nothing is swallowed: it is thrown on, with the seed.
        throw new AssertionError("fails with seed " + seed, e);
      }
    }
  }
}
