// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a share, written `1%` or `0.01`.
final class Share implements ITypeConverter<Double> {
  @Override
  public Double convert(String words) {
    boolean percent = words.endsWith("%");
    try {
      double number = Double.parseDouble(percent ? words.substring(0, words.length() - 1) : words);
      double share = percent ? number / 100 : number;
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the refusal
    }
    throw new TypeConversionException("'" + words + "' is not a share, such as 1% or 0.01");
  }

  /// A share as people write it in percent, such as `1` or `0.5`.
  static String percent(double share) {
    return java.math.BigDecimal.valueOf(share * 100).stripTrailingZeros().toPlainString();
  }
}
