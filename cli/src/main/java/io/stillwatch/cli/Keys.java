// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.DetectConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// The deployment's hash key, from a file or the public one.
final class Keys {
  private static final int LEAST = 16;

  private Keys() {}

  /// @throws Failure when the key file holds too little
  static DetectConfig config(ScanRequest request) throws IOException {
    ByteBuffer key = key(request.seedKey());
    return new DetectConfig(
        key.getLong(),
        key.getLong(),
        request.fdr(),
        DetectConfig.standard().memberError(),
        request.explain(),
        request.without());
  }

  /// A configuration with this key and every setting at its default.
  ///
  /// @throws Failure when the key file holds too little
  static DetectConfig config(Optional<Path> seedKey) throws IOException {
    ByteBuffer key = key(seedKey);
    DetectConfig standard = DetectConfig.standard();
    return new DetectConfig(
        key.getLong(), key.getLong(), standard.falseDiscovery(), standard.memberError());
  }

  /// The two halves of the key.
  private static ByteBuffer key(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      DetectConfig standard = DetectConfig.standard();
      return ByteBuffer.allocate(2 * Long.BYTES)
          .putLong(standard.keyHigh())
          .putLong(standard.keyLow())
          .flip();
    }
    byte[] secret = Files.readAllBytes(file.orElseThrow());
    if (secret.length < LEAST) {
      throw Failure.usage(
          "--seed-key holds "
              + secret.length
              + " bytes; it takes "
              + LEAST
              + " random bytes or more");
    }
    return ByteBuffer.wrap(sha256(secret));
  }

  private static byte[] sha256(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
