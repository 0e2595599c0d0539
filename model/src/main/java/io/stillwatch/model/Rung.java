// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import java.util.Arrays;
import java.util.Optional;

/// The places of remedies on the ladder, from the mildest up; their order is the ladder.
public enum Rung {
  WATCH("watch"),
  SLOW("slow"),
  VERIFY("verify"),
  NARROW("narrow"),
  MARK("mark"),
  SUSPEND("suspend"),
  REFUSE("refuse");

  private final String word;

  Rung(String word) {
    this.word = word;
  }

  /// The word used in policies, files and reports.
  public String word() {
    return word;
  }

  public boolean above(Rung other) {
    return compareTo(other) > 0;
  }

  /// Whether the account's requests are no longer answered.
  public boolean shutsOut() {
    return this == SUSPEND || this == REFUSE;
  }

  public static Optional<Rung> of(String word) {
    return Arrays.stream(values()).filter(rung -> rung.word.equals(word)).findFirst();
  }
}
