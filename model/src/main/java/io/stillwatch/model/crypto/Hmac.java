// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// HMAC with SHA-256 (RFC 2104). Text is taken in UTF-8.
public final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";

  private Hmac() {}

  /// @param secret copied; at least one byte
  public static SecretKey key(byte[] secret) {
    return new SecretKeySpec(secret, ALGORITHM);
  }

  /// What computes it over and over; not for two threads.
  public static Mac under(SecretKey key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// The 32 bytes for a text.
  public static byte[] of(SecretKey key, String text) {
    return under(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The first eight bytes, high byte first.
  public static long number(SecretKey key, String text) {
    return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(of(key, text), 0, Long.BYTES));
  }
}
