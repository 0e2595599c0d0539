// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

/// How often the stages tell each other what is new: at the end of every span of event time, and
/// what goes by days at the end of every day. Every end of an hour is an end of a span.
///
/// @param span in milliseconds; an hour is a whole number of them
public record Beat(long span) {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /// The rhythm of a scan.
  public static final Beat HOURLY = new Beat(HOUR);

  public Beat {
    if (span < 1 || HOUR % span != 0) {
      throw new IllegalArgumentException("an hour is no whole number of spans of " + span + " ms");
    }
  }

  /// The end of the span that `at` lies in, in milliseconds; itself when it is one.
  public long next(long at) {
    return Math.ceilDiv(at, span) * span;
  }

  /// Whether it beats within the hour.
  public boolean isWithinTheHour() {
    return span < HOUR;
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
