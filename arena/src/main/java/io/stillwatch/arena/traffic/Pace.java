// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import java.util.List;

/// When an account sits down: a rate bent by the local hour, the weekend and good and bad days.
///
/// @param perDay mean sittings a day
/// @param hours weight of each local hour, mean 1; [#FLAT] for machines
/// @param zone hours from UTC
/// @param weekend weight of Saturday and Sunday, 1 for machines
/// @param burst deviation of the logarithm of a day's rate; 0 for the same every day
record Pace(double perDay, List<Double> hours, int zone, double weekend, double burst)
    implements When {
  static final List<Double> FLAT = java.util.Collections.nCopies(24, 1.0);
  private static final long HOUR = 3_600_000L;

  static Pace human(World world, double perDay, int zone, Chance chance) {
    double weekend = chance.hit(.3) ? chance.between(1.0, 1.6) : chance.between(.2, .9);
    return new Pace(perDay, world.shapes().rhythm().hours(), zone, weekend, 0.7);
  }

  static Pace machine(double perDay, double burst) {
    return new Pace(perDay, FLAT, 0, 1, burst);
  }

  /// Hour by hour; two idle months end the search.
  @Override
  public long next(long after, Chance chance, long habit) {
    double need = chance.exponential(1);
    long at = after + 1;
    for (int i = 0; i < 24 * 60; i++) {
      long end = (at / HOUR + 1) * HOUR;
      double perMilli = rate(at, habit) / (24.0 * HOUR);
      double room = perMilli * (end - at);
      if (room >= need && perMilli > 0) {
        return Math.max(after + 1, at + (long) (need / perMilli));
      }
      need -= room;
      at = end;
    }
    return Actor.NEVER;
  }

  private double rate(long at, long habit) {
    long local = at + zone * HOUR;
    long day = Math.floorDiv(local, 24 * HOUR);
    int hour = (int) Math.floorMod(Math.floorDiv(local, HOUR), 24L);
    long weekday = Math.floorMod(day + 3, 7L);
    double mood =
        burst == 0 ? 1 : Math.exp(burst * Chance.of(habit).fork(day).normal() - burst * burst / 2);
    return perDay * hours.get(hour) * (weekday >= 5 ? weekend : 1) * mood;
  }
}
