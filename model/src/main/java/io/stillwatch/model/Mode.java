// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import java.util.Arrays;
import java.util.Optional;

/// How far a rule of a policy may reach.
public enum Mode {
  /// It is checked and decides nothing.
  DRAFT("draft"),
  /// It decides, and everybody can see what; nobody enforces it.
  SHADOW("shadow"),
  /// It decides, and is enforced.
  LIVE("live");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /// The word used in policies and files.
  public String word() {
    return word;
  }

  public static Optional<Mode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }
}
