// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A deployment's hash key. Whoever has it can link hashes to ids, so it is never printed.
///
/// @param high first half
/// @param low second half
public record HashKey(long high, long low) {
  private static final int LEAST = 16;

  /// The key that a `--seed-key` file gives: the digest of all its bytes, so any random file
  /// serves.
  ///
  /// @throws IllegalArgumentException when the file holds too little
  public static HashKey from(Path file) throws IOException {
    byte[] secret = Files.readAllBytes(file);
    if (secret.length < LEAST) {
      throw new IllegalArgumentException(
          "--seed-key holds %d bytes; it takes %d random bytes or more"
              .formatted(secret.length, LEAST));
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256(secret));
    return new HashKey(digest.getLong(), digest.getLong());
  }

  /// The key everybody has: runs with it can be repeated, and its hashes hide nothing.
  public static HashKey published() {
    DetectConfig standard = DetectConfig.standard();
    return new HashKey(standard.keyHigh(), standard.keyLow());
  }

  private static byte[] sha256(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "HashKey";
  }
}
