// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where detection runs. The words of `--engine`, in lower case.
enum ScanEngine {
  /// In this process.
  EMBEDDED,
  /// On an Apache Flink cluster.
  FLINK;

  /// Reads a word of `--engine`.
  static final class Word implements ITypeConverter<ScanEngine> {
    @Override
    public ScanEngine convert(String word) {
      for (ScanEngine engine : values()) {
        if (engine.name().toLowerCase(Locale.ROOT).equals(word)) {
          return engine;
        }
      }
      throw new TypeConversionException("'" + word + "' is not one of embedded, flink");
    }
  }
}
