// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// What a reason can do to the proposal. There is no score: see [StartingTier].
public enum Weight {
  /// Alone, it has the account start on the lowest tier.
  HOLDS,
  /// It does so together with another one that answers another question.
  SUPPORTS,
  /// It is only said.
  CONTEXT;

  /// In lower case, as in JSON.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
