// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import java.nio.file.Path;
import java.util.List;

/// What thresholds are to be found on.
///
/// @param worlds folders of logs in which every account is honest
/// @param budget share of their accounts that may be accused, 0 to 1
/// @param out file for the thresholds
public record CalibrationRequest(List<Path> worlds, double budget, Path out) {
  public CalibrationRequest {
    worlds = List.copyOf(worlds);
  }
}
