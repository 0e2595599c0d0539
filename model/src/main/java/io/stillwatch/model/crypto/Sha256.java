// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4). Text is digested in UTF-8; hexadecimal is in lower case.
public final class Sha256 {
  private Sha256() {}

  /// A digest that has seen nothing.
  public static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The 32 bytes for all parts, one after the other.
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = fresh();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Of a file of any size.
  public static byte[] of(Path file) throws IOException {
    MessageDigest digest = fresh();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return digest.digest();
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  /// The first bytes of it.
  ///
  /// @param count how many, at most 32
  public static String hex(String text, int count) {
    return HexFormat.of().formatHex(of(text), 0, count);
  }

  public static String hex(Path file) throws IOException {
    return HexFormat.of().formatHex(of(file));
  }
}
