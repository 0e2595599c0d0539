// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.spec.Level;
import java.util.Set;

/// Levels of evasion that an attacker takes together.
///
/// @param name as written, such as `R5+R6`
/// @param levels the same as levels
record Mix(String name, Set<Level> levels) {
  /// Requests an account and day that [Level#R1] allows at most.
  private static final double SLOW = 5;

  Mix {
    levels = Set.copyOf(levels);
  }

  static Mix of(String name) {
    return new Mix(name, Level.parse(name));
  }

  /// Requests an account and day above which this would be another mix.
  double fastest() {
    return levels.contains(Level.R1) ? SLOW : Double.POSITIVE_INFINITY;
  }
}
