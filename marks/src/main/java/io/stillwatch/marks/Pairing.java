// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.Mix;

/// What makes two positions of a text the same pair, whose score must count only once. Marks with
/// equal pairings and one [Reach] share their count of pairs.
@FunctionalInterface
public interface Pairing {
  /// The pair of a position that no key moves: it is never scored.
  long NONE = 0;

  /// Context and token: right for every hash that keeps contexts apart.
  Pairing TOKENS = Pairing::tokens;

  /// The pair of the token `ids[at]` after the context `ids[from..at)`, as a hash, or [#NONE].
  long of(int[] ids, int from, int at);

  private static long tokens(int[] ids, int from, int at) {
    long h = (long) at - from;
    for (int i = from; i <= at; i++) {
      h = Mix.mix64((h ^ ids[i]) * Mix.GOLDEN + 1);
    }
    return h;
  }
}
