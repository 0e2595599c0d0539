// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.WorldSpec;
import java.util.ArrayList;
import java.util.List;

/// A part of a world whose people never deal with those of another part, so that parts can be made
/// side by side. How many there are depends on the number of accounts alone, never on the machine.
///
/// @param number which one, from 0
/// @param of how many there are
record District(int number, int of) {

  /// At most about this many accounts live in one.
  private static final int LARGEST = 62_500;

  static List<District> all(WorldSpec spec) {
    int of = Math.ceilDiv(spec.population().accounts(), LARGEST);
    List<District> all = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      all.add(new District(i, of));
    }
    return all;
  }

  /// A source of its own; in a world of one district, the world's.
  Chance of(Chance world) {
    return of == 1 ? world : world.fork("district").fork(number);
  }

  /// The part of a number that falls to this district.
  int share(int all) {
    return all / of + (number < all % of ? 1 : 0);
  }

  /// Whether the thing with this number, from 0, is here.
  boolean holds(int thing) {
    return thing % of == number;
  }

  /// Of things numbered through all districts, the number of this district's `nth`, from 0.
  long number(long nth) {
    return nth * of + number;
  }
}
