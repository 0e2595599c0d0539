// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as they are written: always finite, always the same for the same input, in no locale but
/// our own.
public final class Numbers {
  /// What an infinite number is written as.
  public static final double LIMIT = 1e6;

  private static final double[] STEPS = {1e12, 1e9, 1e6, 1e3};
  private static final String[] STEP_NAMES = {"T", "B", "M", "k"};

  private Numbers() {}

  /// The number itself; plus or minus [#LIMIT] for an infinity; 0 for NaN, which accuses nobody.
  public static double finite(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return Double.isInfinite(value) ? Math.copySign(LIMIT, value) : value;
  }

  /// JSON form with at most `decimals` digits after the point.
  public static String fixed(double value, int decimals) {
    return plain(new BigDecimal(finite(value)).setScale(decimals, RoundingMode.HALF_EVEN));
  }

  /// JSON form with nine significant digits.
  public static String significant(double value) {
    return plain(new BigDecimal(finite(value)).round(new MathContext(9, RoundingMode.HALF_EVEN)));
  }

  /// For people: `1,234,567`.
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// For people: `812`, `31.2k`, `4.07B`.
  public static String brief(long value) {
    for (int i = 0; i < STEPS.length; i++) {
      if (value >= STEPS[i]) {
        return trio(value / STEPS[i]) + STEP_NAMES[i];
      }
    }
    return Long.toString(value);
  }

  /// For people: whole dollars from 100 on, cents below.
  public static String usd(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "$%,.0f" : "$%,.2f", finite(value));
  }

  /// For people: three significant digits, `0.0031`, `41`, `1,204`, and powers of ten at the ends.
  public static String measure(double value) {
    double number = finite(value);
    double size = Math.abs(number);
    if (number == Math.rint(number) && size < 1e15) {
      return count((long) number);
    }
    if (size < 1e-4 || size >= 1e15) {
      return String.format(Locale.ROOT, "%.2e", number);
    }
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return plain(new BigDecimal(number).round(new MathContext(3, RoundingMode.HALF_EVEN)));
  }

  /// For people: one decimal, as `12.3`.
  public static String tenth(double value) {
    double rounded = Math.rint(finite(value) * 10) / 10;
    return String.format(Locale.ROOT, "%.1f", rounded == 0 ? 0.0 : rounded);
  }

  /// For people: `97%`; never `100%` or `0%` unless it is exactly that.
  public static String percent(double share) {
    double number = Math.clamp(finite(share), 0, 1);
    long rounded = Math.round(number * 100);
    if (number < 1 && rounded == 100) {
      return "over 99%";
    }
    return number > 0 && rounded == 0 ? "under 1%" : rounded + "%";
  }

  private static String trio(double value) {
    String pattern = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    String digits = String.format(Locale.ROOT, pattern, value);
    return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
  }

  private static String plain(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal bare = value.stripTrailingZeros();
    int exponent = bare.precision() - bare.scale();
    return exponent > 18 || exponent < -9 ? bare.toString() : bare.toPlainString();
  }
}
