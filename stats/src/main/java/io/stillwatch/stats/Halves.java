// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

/// Which half an item falls into, by its own hash: one half nominates groups, the other is kept to
/// test them, so no group is tested on what chose it.
public final class Halves {
  private static final long SALT = 0x48414C56L;

  private Halves() {}

  /// Whether an item belongs to the nominating half.
  public static boolean nominates(long item) {
    return (Mix.mix64(item ^ SALT) & 1) == 0;
  }
}
