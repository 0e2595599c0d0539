// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many exchanges each day of a log has, and from that which of them stand far from all the
/// rest. There are at most as many days as a time may have (2015 to 2100).
///
/// Time is that of the log: one exchange of the year 2099 would make all others old. So a few
/// exchanges that more than 28 days without any part from the rest are set aside. That is how long
/// detection remembers, so they could not have spoken for or against the rest either.
final class Days {
  private static final long DAY = 86_400_000;
  private static final long GAP = 28 * DAY;

  /// A stretch is small up to this part of all, or up to `FEW` if that is no more than
  /// `PART_OF_FEW`.
  private static final long PART = 1_000;

  private static final long FEW = 3;
  private static final long PART_OF_FEW = 100;

  private final SortedMap<Long, Stretch> days = new TreeMap<>();
  private long day = Long.MIN_VALUE;
  private Stretch today = new Stretch();

  /// Exchanges between two gaps, or of one day.
  private static final class Stretch {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long exchanges;

    void add(long at) {
      first = Math.min(first, at);
      last = Math.max(last, at);
      exchanges++;
    }

    void add(Stretch other) {
      first = Math.min(first, other.first);
      last = Math.max(last, other.last);
      exchanges += other.exchanges;
    }
  }

  /// Most exchanges are of the same day as the one before.
  void add(long at) {
    long of = Math.floorDiv(at, DAY);
    if (of != day) {
      day = of;
      today = days.computeIfAbsent(of, d -> new Stretch());
    }
    today.add(at);
  }

  void add(Days other) {
    other.days.forEach((of, some) -> days.computeIfAbsent(of, d -> new Stretch()).add(some));
  }

  /// What a scan takes in. The first exchanges after a pause are no error of a scan that goes on:
  /// only what is small beside the rest of its own log is far, and only at the late end.
  ///
  /// @param closed event time at which the scan before ended, or `Long.MIN_VALUE`
  Era era(long closed) {
    List<Stretch> stretches = stretches(closed);
    if (stretches.isEmpty()) {
      return Era.of(closed);
    }
    long all = stretches.stream().mapToLong(one -> one.exchanges).sum();
    long room = Math.max(all / PART, Math.min(FEW, all / PART_OF_FEW));
    int last = stretches.size() - 1;
    while (last > 0 && stretches.get(last).exchanges <= room) {
      room -= stretches.get(last--).exchanges;
    }
    long until = stretches.get(last).last;
    if (closed != Long.MIN_VALUE) {
      return new Era(closed, Long.MIN_VALUE, until);
    }
    int first = 0;
    while (first < last && stretches.get(first).exchanges <= room) {
      room -= stretches.get(first++).exchanges;
    }
    return new Era(closed, stretches.get(first).first, until);
  }

  /// Of the days that have anything new.
  private List<Stretch> stretches(long closed) {
    var stretches = new ArrayList<Stretch>();
    for (Stretch one : days.values()) {
      if (one.last <= closed) {
        continue;
      }
      if (stretches.isEmpty() || one.first - stretches.getLast().last > GAP) {
        stretches.add(new Stretch());
      }
      stretches.getLast().add(one);
    }
    return stretches;
  }

  /// First to last exchange that is not far; some there must be.
  Window window(Era era) {
    var kept = new Stretch();
    days.values().stream().filter(one -> !era.far(one.first)).forEach(kept::add);
    return new Window(kept.first, kept.last);
  }
}
