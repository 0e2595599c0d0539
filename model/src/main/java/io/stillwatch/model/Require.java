// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

/// Refusals shared by the constructors of the nouns.
public final class Require {
  private Require() {}

  /// @throws IllegalArgumentException with the rule, when the value is empty
  public static void filled(String value, String rule) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(rule);
    }
  }

  /// @throws IllegalArgumentException with the rule, when it does not hold
  public static void that(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
