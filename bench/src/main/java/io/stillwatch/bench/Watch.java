// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.io.IOException;

/// Whoever looks for attackers.
interface Watch {
  /// Looks at one world with one attacker.
  ///
  /// @param rate mean requests of one account a day
  /// @param seed which world
  Seen look(Pool pool, double rate, long seed) throws IOException;

  /// What was seen at the end of the log.
  ///
  /// @param hostile accounts of the attacker
  /// @param named those of them that are named
  /// @param honest all other accounts
  /// @param wronged those of them that are named
  record Seen(int hostile, int named, int honest, int wronged) {
    /// An attacker is detected when a tenth of its accounts is named; fewer are a loss that it
    /// makes good.
    boolean detected() {
      return named * 10 >= hostile;
    }
  }
}
