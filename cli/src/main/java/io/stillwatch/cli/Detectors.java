// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.Detection;
import io.stillwatch.share.stix.Detector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What detects here, by its content: whoever gets a signal can tell it from one of another
/// program.
final class Detectors {
  private Detectors() {}

  /// Digest of the detecting classes, wherever they were loaded from.
  ///
  /// @param falseDiscovery as it is set
  static Detector own(double falseDiscovery) throws IOException {
    Path place = place();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files(place)) {
        digest.update(Files.readAllBytes(file));
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return new Detector(VersionCommand.version(), sha256, falseDiscovery);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Path place() {
    var source = Detection.class.getProtectionDomain().getCodeSource();
    return Path.of(java.net.URI.create(source.getLocation().toString()));
  }

  private static List<Path> files(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
