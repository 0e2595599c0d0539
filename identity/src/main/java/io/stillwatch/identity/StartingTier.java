// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.List;
import java.util.stream.Stream;

/// From reasons to a tier. Without a reason to wait, an account starts where what it has given puts
/// it; with one reason that holds, or with two that support and answer different questions, it
/// starts on the lowest tier. Nothing is added up.
public final class StartingTier {
  private StartingTier() {}

  static String of(Applicant applicant, List<Reason> reasons, ScreeningSettings settings) {
    if (held(reasons)) {
      return settings.lowest();
    }
    if (settings.proofs().contains(applicant.verification())) {
      return settings.verified();
    }
    return applicant.payment().isBlank() ? settings.lowest() : settings.paid();
  }

  /// Whether it starts on the lowest tier for these reasons.
  public static boolean held(List<Reason> reasons) {
    return signals(Weight.HOLDS, reasons).findAny().isPresent()
        || signals(Weight.SUPPORTS, reasons).map(Signal::question).distinct().count() > 1;
  }

  private static Stream<Signal> signals(Weight weight, List<Reason> reasons) {
    return reasons.stream().map(Reason::signal).filter(signal -> signal.weight() == weight);
  }
}
