// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.DetectConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The deployment's hash key, from a file or the public one.
final class Keys {
  private static final int LEAST = 16;

  private Keys() {}

  /// @throws Failure when the key file holds too little
  static DetectConfig config(ScanRequest request) throws IOException {
    DetectConfig standard = DetectConfig.standard();
    double fdr = request.fdr();
    if (request.seedKey().isEmpty()) {
      return new DetectConfig(
          standard.keyHigh(), standard.keyLow(), fdr, standard.memberError(), request.explain());
    }
    byte[] secret = Files.readAllBytes(request.seedKey().orElseThrow());
    if (secret.length < LEAST) {
      throw Failure.usage(
          "--seed-key holds "
              + secret.length
              + " bytes; it takes "
              + LEAST
              + " random bytes or more");
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256(secret));
    return new DetectConfig(
        digest.getLong(), digest.getLong(), fdr, standard.memberError(), request.explain());
  }

  private static byte[] sha256(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
