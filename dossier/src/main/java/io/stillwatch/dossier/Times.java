// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Event time as it is written, always UTC.
public final class Times {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final DateTimeFormatter RFC_3339 = pattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter MINUTE = pattern("d MMM uuuu, HH:mm 'UTC'");
  private static final DateTimeFormatter DATE = pattern("d MMM uuuu");
  private static final DateTimeFormatter DAY = pattern("d MMM");

  private Times() {}

  /// `2026-11-03T08:15:00.000Z`.
  public static String rfc3339(long millis) {
    return RFC_3339.format(instant(millis));
  }

  /// `3 Nov 2026, 08:15 UTC`.
  public static String minute(long millis) {
    return MINUTE.format(instant(millis));
  }

  /// `3 Nov 2026`.
  public static String date(long millis) {
    return DATE.format(instant(millis));
  }

  /// `3 Nov`.
  public static String day(long millis) {
    return DAY.format(instant(millis));
  }

  /// `3 Nov 2026, 08:15 UTC to 9 Nov 2026, 23:40 UTC`.
  public static String span(Window window) {
    return minute(window.from()) + " to " + minute(window.until());
  }

  /// Years 0 to 9999, which is all that RFC 3339 can write.
  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(Math.clamp(millis, FIRST, LAST));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
