// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;

/// When an account sits down.
interface When {

  /// The next sitting after a moment; [Actor#NEVER] when there is none.
  ///
  /// @param habit a number that stands for the habits of one account
  long next(long after, Chance chance, long habit);
}
