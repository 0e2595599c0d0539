// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.detect.DetectConfig;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how often groups are looked at, such as `10m` or `1h`.
final class Rhythm implements ITypeConverter<Duration> {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,4})(m|h)");

  @Override
  public Duration convert(String words) {
    Matcher found = SPAN.matcher(words);
    if (found.matches()) {
      long n = Long.parseLong(found.group(1));
      Duration every = found.group(2).equals("m") ? Duration.ofMinutes(n) : Duration.ofHours(n);
      if (DetectConfig.isRhythm(every)) {
        return every;
      }
    }
    throw new TypeConversionException(
        "'" + words + "' is no rhythm; it takes " + DetectConfig.RHYTHMS + ", such as 10m or 1h");
  }
}
