// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.util.Arrays;
import java.util.Optional;

/// What a token lets its holder do; of the roles of people, each may do what those before it may.
public enum Role {
  /// Hands in exchanges and signups, asks for decisions, and sees nothing.
  COLLECTOR("collector"),
  /// Sees figures and findings.
  VIEWER("viewer"),
  /// Sees evidence, and speaks for accounts.
  INVESTIGATOR("investigator"),
  /// Decides, and hands in exchanges.
  OPERATOR("operator"),
  /// Changes policy, tokens and data of accounts.
  ADMIN("admin");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /// The word used in commands and files.
  public String word() {
    return word;
  }

  /// Whether it may do what the other may.
  public boolean covers(Role other) {
    if (this == COLLECTOR || other == COLLECTOR) {
      return this == other || compareTo(OPERATOR) >= 0;
    }
    return compareTo(other) >= 0;
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }
}
