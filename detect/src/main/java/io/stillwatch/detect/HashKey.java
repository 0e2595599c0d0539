// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

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
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(secret));
    return new HashKey(digest.getLong(), digest.getLong());
  }

  /// The key everybody has: runs with it can be repeated, and its hashes hide nothing.
  public static HashKey published() {
    DetectConfig standard = DetectConfig.standard();
    return new HashKey(standard.keyHigh(), standard.keyLow());
  }

  @Override
  public String toString() {
    return "HashKey";
  }
}
