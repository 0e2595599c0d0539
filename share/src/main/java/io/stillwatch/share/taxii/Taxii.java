// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Words of the standard that server and client share.
public final class Taxii {
  /// What every answer is, errors too.
  public static final String MEDIA_TYPE = "application/taxii+json;version=2.1";

  /// Stamps of the first and the last object of a page.
  public static final String FIRST = "X-TAXII-Date-Added-First";

  public static final String LAST = "X-TAXII-Date-Added-Last";

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Taxii() {}

  /// A time as TAXII writes it, with six digits of a second.
  ///
  /// @param micros since 1970 UTC
  public static String time(long micros) {
    return MICROS.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /// A time as people and programs write it, in UTC with none to nine digits of a second. The
  /// standard has six for TAXII and three or more for STIX; clients send what they have.
  public static Optional<Instant> instant(String text) {
    if (!TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
