// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Sittings that are fixed beforehand: a course with deadlines, a quota, a job at night.
final class Agenda implements When {
  private final long[] moments;

  Agenda(LongStream moments) {
    this.moments = moments.sorted().distinct().toArray();
  }

  @Override
  public long next(long after, Chance chance, long habit) {
    int found = Arrays.binarySearch(moments, after);
    int at = found < 0 ? -found - 1 : found + 1;
    return at < moments.length ? moments[at] : Actor.NEVER;
  }

  /// The first moments of the days of a world, as a clock so many hours from UTC has them.
  static LongStream days(World world, int zone) {
    long first = world.start() - zone * Models.HOUR;
    return LongStream.rangeClosed(-1, world.spec().days() + 1).map(day -> first + day * People.DAY);
  }

  /// Monday to Friday.
  static boolean workday(long midnight, int zone) {
    return Math.floorMod(Math.floorDiv(midnight + zone * Models.HOUR, People.DAY) + 3, 7L) < 5;
  }

  /// So many moments of a span, at random.
  static LongStream within(long from, long until, int count, Chance chance) {
    return LongStream.range(0, count).map(_ -> from + (long) (chance.unit() * (until - from)));
  }
}
