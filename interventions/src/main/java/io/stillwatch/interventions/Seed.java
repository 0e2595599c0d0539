// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HEX.formatHex(sha.digest(utf8(text + "\n" + hex)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /// The number that belongs to a label: the first eight bytes of its HMAC-SHA-256 under this seed,
  /// high byte first.
  long number(String label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HEX.parseHex(hex), "HmacSHA256"));
      return HexFormat.fromHexDigitsToLong(HEX.formatHex(mac.doFinal(utf8(label)), 0, 8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "Seed[closed]";
  }
}
