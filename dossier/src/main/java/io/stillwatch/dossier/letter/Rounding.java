// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// How exact an audience may have figures.
enum Rounding {
  EXACT,
  /// Two digits, and days.
  COARSE;

  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_EVEN);

  String count(long value) {
    return switch (this) {
      case EXACT -> Numbers.count(value);
      case COARSE -> Numbers.count(BigDecimal.valueOf(value).round(TWO).longValue());
    };
  }

  String usd(double value) {
    return switch (this) {
      case EXACT -> Numbers.usd(value);
      case COARSE -> "about " + Numbers.usd(new BigDecimal(value).round(TWO).doubleValue());
    };
  }

  String time(long millis) {
    return switch (this) {
      case EXACT -> Times.minute(millis);
      case COARSE -> Times.date(millis);
    };
  }

  String span(long from, long until) {
    return time(from) + " to " + time(until);
  }

  String interval() {
    return switch (this) {
      case EXACT -> "exact: a count over the whole log, not an estimate";
      case COARSE -> "a count, rounded to two digits";
    };
  }
}
