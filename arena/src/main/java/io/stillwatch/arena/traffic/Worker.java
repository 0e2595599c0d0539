// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import java.util.function.Supplier;

/// An account with a time and a script.
final class Worker implements Actor {
  private final Supplier<Account> account;
  private final When when;
  private final Script script;
  private final Chance chance;
  private final long habit;
  private long until = NEVER;

  Worker(Supplier<Account> account, When when, Script script, Chance chance) {
    this.account = account;
    this.when = when;
    this.script = script;
    this.chance = chance;
    this.habit = chance.bits();
  }

  Worker until(long moment) {
    this.until = moment;
    return this;
  }

  /// The first moment after a moment.
  long first(long after) {
    return when.next(after, chance, habit);
  }

  @Override
  public long act(World world, long now) {
    if (now >= until) {
      return NEVER;
    }
    long pause = script.step(world, account.get(), now);
    return pause == Script.REST ? when.next(now, chance, habit) : now + Math.max(1, pause);
  }
}
