// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import java.nio.file.Path;
import java.util.List;

/// A finished scan, already written to its folder.
public interface ScanResult {
  /// The finding for a terminal, in plain words.
  String summary(boolean colour, int width);

  /// The text of scan.json.
  String json();

  /// One text for each account asked about: why it is named or not.
  default List<String> explanations() {
    return List.of();
  }

  /// The page for people, report.html.
  Path report();
}
