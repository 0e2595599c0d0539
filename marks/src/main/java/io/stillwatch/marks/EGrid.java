// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.stream.DoubleStream;

/// The bets that an e-value spreads its stake over, fixed before any text is seen.
final class EGrid {
  private static final double[] SHARES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7};

  private EGrid() {}

  /// Shares of the law's limit, or of two standard deviations where there is none, divided by the
  /// largest weight.
  static DoubleStream of(Law law, int largestWeight) {
    double unit = Double.isInfinite(law.limit()) ? 2 / Math.sqrt(law.curvature(0)) : law.limit();
    return DoubleStream.of(SHARES).map(share -> share * unit / largestWeight);
  }
}
