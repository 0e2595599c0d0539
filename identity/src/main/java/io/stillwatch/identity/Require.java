// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// Refusals shared by the constructors of this package.
final class Require {
  private Require() {}

  static void that(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
