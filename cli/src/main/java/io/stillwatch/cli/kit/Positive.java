// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import java.util.Optional;
import java.util.OptionalInt;

/// Whole numbers from 1.
public final class Positive {
  private Positive() {}

  /// @param option whose number it is
  /// @throws Failure when it is below 1
  public static OptionalInt of(String option, Optional<Integer> number) {
    if (number.isPresent() && number.get() < 1) {
      throw Failure.usage(option + " is " + number.get() + "; it takes a whole number from 1");
    }
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
