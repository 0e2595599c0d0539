// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

/// Refusals shared by the constructors of this package.
final class Require {
  private Require() {}

  static void that(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static void filled(String value, String rule) {
    that(!value.isBlank(), rule);
  }
}
