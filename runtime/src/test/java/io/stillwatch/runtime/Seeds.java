// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import java.util.Random;

/// A property is tried with many seeds; a failure names the seed that breaks it.
public final class Seeds {
  private Seeds() {}

  /// A property of random input.
  public interface Property {
    void holds(Random random) throws Exception;
  }

  public static void each(int times, Property property) {
    for (long seed = 1; seed <= times; seed++) {
      try {
        property.holds(new Random(seed));
      } catch (Exception | AssertionError e) {
        // Nothing is swallowed: it is thrown on, with the seed.
        throw new AssertionError("fails with seed " + seed, e);
      }
    }
  }
}
