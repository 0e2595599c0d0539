// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.ingest.Format;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How logs are written. The words of `--format`, in lower case.
enum LogFormat {
  /// Look at the first lines of each file.
  AUTO,
  STILLWATCH,
  LITELLM,
  OTEL;

  /// The reader's format; empty to look at each file.
  Optional<Format> format() {
    return switch (this) {
      case AUTO -> Optional.empty();
      case STILLWATCH -> Optional.of(Format.STILLWATCH);
      case LITELLM -> Optional.of(Format.LITELLM);
      case OTEL -> Optional.of(Format.OTEL);
    };
  }

  /// Reads a word of `--format`.
  static final class Word implements ITypeConverter<LogFormat> {
    @Override
    public LogFormat convert(String word) {
      for (LogFormat format : values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
          return format;
        }
      }
      throw new TypeConversionException(
          "'" + word + "' is not one of auto, stillwatch, litellm, otel");
    }
  }
}
