// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/// Cells and lines of tables in Markdown.
final class Markdown {
  private Markdown() {}

  static void line(StringBuilder text, Object... cells) {
    text.append('|');
    for (Object cell : cells) {
      text.append(' ').append(cell).append(" |");
    }
    text.append('\n');
  }

  /// A dash for what is not known.
  static String known(OptionalDouble number, DoubleFunction<String> written) {
    return number.isEmpty() ? "-" : written.apply(number.getAsDouble());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  static String hundredths(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
