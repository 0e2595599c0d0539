// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Registry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Registries of public texts, as files.
public final class Registries {
  private Registries() {}

  /// The registry a scan asks for.
  ///
  /// @throws Failure when it cannot be read, or is of another key
  static Registry of(ScanRequest request, DetectConfig config) {
    return request.registry().map(file -> read(file, config)).orElseGet(Registry::none);
  }

  private static Registry read(Path file, DetectConfig config) {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return Registry.read(config, in);
    } catch (EOFException e) {
      throw refused(file, "it is not whole");
    } catch (IOException e) {
      throw refused(file, Cause.of(e));
    }
  }

  private static Failure refused(Path file, String why) {
    return Failure.unusable(
        "--registry %s cannot be used: %s; build it again with stillwatch registry build"
            .formatted(file, why));
  }

  /// Writes beside the file and moves it into place.
  ///
  /// @throws Failure when it cannot be written
  public static void write(Registry registry, DetectConfig config, Path file) {
    Path beside = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try (var out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(beside)))) {
        registry.write(config, out);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.failed("--out %s cannot be written: %s".formatted(file, Cause.of(e)));
    }
  }
}
