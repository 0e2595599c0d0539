// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.Draw;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Plans for tests, and seeds to make them of.
final class Plans {
  static final long MINUTE = 60_000;
  static final long SLOT = 10 * MINUTE;
  static final long ROUND = 60 * SLOT;
  static final Surroundings CALM = new Surroundings(1000, 1000, false, false);

  private Plans() {}

  static Seed seed(long number) {
    var draw = new Draw(number);
    var bytes = ByteBuffer.allocate(32);
    while (bytes.hasRemaining()) {
      bytes.putLong(draw.nextLong());
    }
    return Seed.of(bytes.array());
  }

  static List<String> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "acct-" + i).toList();
  }

  static Design design(int members, int pairs) {
    return Design.of(
            "sw-b8b869ede002",
            members(members),
            new Timetable(1_700_000_000_000L, ROUND, SLOT, pairs),
            new Remedy(1, 30_000, Remedy.MOST_TOUCHED))
        .allowed("head of trust, ticket 4711");
  }

  static Plan plan(int members, int pairs, long seed) {
    return Plan.of(design(members, pairs), seed(seed));
  }

  /// A property is tried with many seeds; a failure names the seed that breaks it.
  static void each(int times, Consumer<Draw> property) {
    for (long seed = 1; seed <= times; seed++) {
      try {
        property.accept(new Draw(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("fails with seed " + seed, e);
      }
    }
  }
}
