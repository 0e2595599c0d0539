// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Reporting;
import io.stillwatch.marks.scan.MarkScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of a command, read with a progress line.
final class MarkFiles {
  private MarkFiles() {}

  /// @throws Failure when one is not there
  static void require(List<Path> files) {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw Failure.unusable(file + " is not a file; name files of text or token ids");
      }
    }
  }

  /// Gives all files to a scan.
  ///
  /// @throws Failure when one cannot be read
  static void read(MarkScan scan, List<Path> files, Console console, boolean quiet)
      throws IOException {
    long all = 0;
    for (Path file : files) {
      all += Files.size(file);
    }
    long total = all;
    try {
      Reporting.during(
          console,
          quiet,
          progress -> {
            progress.phase("reading");
            scan.hearing(done -> progress.update(done, total, 0)).read(files);
            return scan;
          });
    } catch (IOException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
  }
}
