// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.stats.Draw;

/// Readings made by chance.
final class Readings {
  private Readings() {}

  static Reading any(Draw draw, String account, long at) {
    int flags = draw.nextInt(1 << (Flags.FIRST_ELICITATION_BIT + Flags.ELICITATION_BITS));
    return new Reading(
        at,
        draw.nextLong(),
        account,
        account.hashCode(),
        0,
        "model-" + draw.nextInt(9),
        draw.nextInt(3_000),
        draw.nextInt(1_000),
        flags & ~Flags.TRUNCATED,
        draw.nextInt(12),
        some(draw),
        some(draw),
        some(draw),
        some(draw),
        some(draw),
        hashes(draw),
        some(draw),
        some(draw),
        some(draw),
        hashes(draw),
        some(draw),
        some(draw),
        some(draw),
        hashes(draw),
        hashes(draw),
        hashes(draw),
        hashes(draw),
        hashes(draw),
        hashes(draw));
  }

  /// An exchange of which only the place in a conversation and the message matter; 0 is absent.
  static Reading of(long at, long before, long chain, long payload) {
    Hashes none = Hashes.NONE;
    return new Reading(
        at, at, "a", 7, 0, "model-1", 1, 1, 0, 9, 0, 0, 0, 0, 0, none, 0, 0, payload, none, chain,
        before, chain, none, none, none, none, none, none);
  }

  /// One of a thousand hashes, or absent.
  private static long some(Draw draw) {
    return draw.nextInt(4) == 0 ? 0 : 1 + draw.nextInt(1_000);
  }

  private static Hashes hashes(Draw draw) {
    var values = new long[draw.nextInt(5)];
    for (int i = 0; i < values.length; i++) {
      values[i] = draw.nextLong();
    }
    return Hashes.copyOf(values, values.length);
  }
}
