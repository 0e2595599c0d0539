// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

/// How often the stages tell each other what is new: at the end of every hour of event time, and
/// what goes by days at the end of every day, which is one of them.
public final class Beat {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private Beat() {}

  /// The end of the hour that `at` lies in, in milliseconds; itself when it is one.
  public static long next(long at) {
    return Math.ceilDiv(at, HOUR) * HOUR;
  }

  /// The first end of a day after `at`.
  public static long tomorrow(long at) {
    return (Math.floorDiv(at, DAY) + 1) * DAY;
  }

  /// Whether a day ends here.
  public static boolean endsDay(long at) {
    return Math.floorMod(at, DAY) == 0;
  }
}
