// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.ingest.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The paths of a request, checked before anything is written.
final class Inputs {
  private Inputs() {}

  /// All logs and account files as one source.
  ///
  /// @throws Failure when a path does not exist or cannot be read, or not as often as asked, or the
  ///   results would lie among the logs
  static Source open(ScanRequest request) {
    List<Path> paths = paths(request);
    paths.forEach(Inputs::checkReadable);
    if (request.requests()) {
      paths.forEach(Inputs::checkTwice);
    }
    request.seedKey().ifPresent(Inputs::checkReadable);
    paths.forEach(path -> checkOutside(path, request.out()));
    return open(request, paths);
  }

  /// Logs first, then account files, as they were named.
  static List<Path> paths(ScanRequest request) {
    var paths = new ArrayList<>(request.inputs());
    paths.addAll(request.accounts());
    return List.copyOf(paths);
  }

  /// These paths as a source of the request's format.
  static Source open(ScanRequest request, List<Path> paths) {
    SourceConfig config = SourceConfig.of(paths);
    return Sources.open(request.format().format().map(config::as).orElse(config));
  }

  private static void checkReadable(Path path) {
    if (!Files.exists(path)) {
      throw Failure.unusable(path + " does not exist; name a file, or a folder of logs");
    }
    if (!Files.isReadable(path)) {
      throw Failure.unusable(path + " cannot be read; check its permissions");
    }
  }

  /// What comes through a pipe is gone when it has been read.
  private static void checkTwice(Path path) {
    boolean stays = Files.isRegularFile(path) || Files.isDirectory(path);
    if (!stays || path.toAbsolutePath().startsWith("/dev")) {
      throw Failure.usage(
          "--requests reads the logs twice, and %s can be read once only; name a file or a folder"
              .formatted(path));
    }
  }

  /// Results within the scanned folder would be read as logs the next time.
  private static void checkOutside(Path logs, Path out) {
    Path folder = logs.toAbsolutePath().normalize();
    if (Files.isDirectory(folder) && out.toAbsolutePath().normalize().startsWith(folder)) {
      throw Failure.usage(
          "--out is %s, inside %s, which is scanned; name a folder outside it"
              .formatted(out, logs));
    }
  }
}
