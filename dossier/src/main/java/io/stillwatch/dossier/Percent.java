// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import java.util.Locale;

/// Places and widths of a chart that stretches: SVG takes `12.5%` for both.
public final class Percent {
  private Percent() {}

  public static String of(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * Math.clamp(Numbers.finite(share), 0, 1));
  }
}
