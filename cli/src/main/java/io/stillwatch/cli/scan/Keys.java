// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.HashKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The deployment's hash key, from a file or the public one.
public final class Keys {
  private Keys() {}

  /// @throws Failure when the key file holds too little
  static DetectConfig config(ScanRequest request) throws IOException {
    HashKey key = key(request.seedKey());
    return new DetectConfig(
        key.high(),
        key.low(),
        request.fdr(),
        DetectConfig.standard().memberError(),
        request.explain(),
        request.without(),
        request.judgeEvery(),
        request.seal());
  }

  /// A configuration with this key and every setting at its default.
  ///
  /// @throws Failure when the key file holds too little
  public static DetectConfig config(Optional<Path> seedKey) throws IOException {
    HashKey key = key(seedKey);
    DetectConfig standard = DetectConfig.standard();
    return new DetectConfig(
        key.high(), key.low(), standard.falseDiscovery(), standard.memberError());
  }

  private static HashKey key(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return HashKey.published();
    }
    try {
      return HashKey.from(file.get());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
