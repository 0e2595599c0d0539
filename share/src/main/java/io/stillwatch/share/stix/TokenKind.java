// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What a token stands for, and for how long a lead on it may be believed at most. The words are
/// the labels under which tokens are made, so tokens of different kinds never meet.
public enum TokenKind {
  EMAIL("email", 90),
  PHONE("phone", 90),
  PAYMENT("card-par", 90),
  BANK("bank", 90),
  DEVICE("device", 90),
  ADDRESS("ip32", 14),
  BLOCK("ip24", 14),
  BLOCK6("ip6-64", 14),
  CLIENT("ja4", 30),
  NETWORK("asn-org", 30),
  TEMPLATE("template", 30);

  private final String word;
  private final Duration life;

  TokenKind(String word, int days) {
    this.word = word;
    this.life = Duration.ofDays(days);
  }

  /// The label in tokens, files and objects.
  public String word() {
    return word;
  }

  /// After this time a lead is forgotten, whatever its sender says.
  public Duration life() {
    return life;
  }

  public static Optional<TokenKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
