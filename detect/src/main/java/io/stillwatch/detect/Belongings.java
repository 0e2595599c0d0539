// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.stats.LongIntMap;

/// Whose a thing is, of the last four to eight million noted. What two owners have is nobody's:
/// replies share a disclaimer or a refusal, and these pass nothing on.
final class Belongings {
  static final int NOBODY = Integer.MIN_VALUE;

  private final int generation;
  private LongIntMap older = new LongIntMap();
  private LongIntMap newer = new LongIntMap();

  Belongings() {
    this(4 << 20);
  }

  /// @param generation how many are noted before the oldest are let go
  Belongings(int generation) {
    this.generation = generation;
  }

  /// Its owner; [#NOBODY] when it has none or several.
  int owner(long thing) {
    return newer.getOrDefault(thing, older.getOrDefault(thing, NOBODY));
  }

  void note(long thing, int owner) {
    boolean known = newer.contains(thing) || older.contains(thing);
    newer.put(thing, known && owner(thing) != owner ? NOBODY : owner);
    if (newer.size() >= generation) {
      older = newer;
      newer = new LongIntMap();
    }
  }
}
