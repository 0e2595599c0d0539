// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.model.crypto.Hmac;
import io.stillwatch.model.crypto.Sha256;
import java.util.HexFormat;

/// All the chance of one plan: 32 bytes from a source that nobody can predict, drawn once by the
/// caller. Secret until the plan is over, then revealed. Every coin is an HMAC-SHA-256 under it, so
/// that anybody can toss them again with any tool.
///
/// @param hex the bytes as 64 lower-case hexadecimal digits
public record Seed(String hex) {
  private static final HexFormat HEX = HexFormat.of();

  public Seed {
    Require.that(hex.matches("[0-9a-f]{64}"), "a seed is 64 hexadecimal digits, lower case");
  }

  /// @param bytes 32 bytes
  public static Seed of(byte[] bytes) {
    return new Seed(HEX.formatHex(bytes));
  }

  /// What is published before a plan begins: SHA-256 of the text in UTF-8, a line feed, and the
  /// seed's digits. It binds both and shows neither.
  String commitmentTo(String text) {
    return Sha256.hex(text + "\n" + hex);
  }

  /// The number that belongs to a label: the first eight bytes of its HMAC-SHA-256 under this seed,
  /// high byte first.
  long number(String label) {
    return Hmac.number(Hmac.key(HEX.parseHex(hex)), label);
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "Seed[closed]";
  }
}
