// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.coalition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.crypto.Sha256;
import io.stillwatch.share.stix.Detector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What detects here, by its content: whoever gets a signal can tell it from one of another
/// program.
public final class Detectors {
  private Detectors() {}

  /// Digest of the detecting classes, wherever they were loaded from.
  ///
  /// @param falseDiscovery as it is set
  public static Detector own(double falseDiscovery) throws IOException {
    Path place = place();
    MessageDigest digest = Sha256.fresh();
    for (Path file : files(place)) {
      digest.update(Files.readAllBytes(file));
    }
    return new Detector(version(), HexFormat.of().formatHex(digest.digest()), falseDiscovery);
  }

  /// As the build wrote it.
  private static String version() throws IOException {
    try (var in = Detectors.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IOException("version.txt is missing from this build; build again");
      }
      return new String(in.readAllBytes(), UTF_8).strip();
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
