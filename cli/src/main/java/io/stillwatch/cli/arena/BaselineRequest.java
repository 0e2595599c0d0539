// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import java.nio.file.Path;
import java.util.Optional;

/// Which baseline is to run on what.
///
/// @param name its name
/// @param world folder of logs
/// @param out folder for the findings
/// @param thresholds file of thresholds; the published ones when absent
public record BaselineRequest(String name, Path world, Path out, Optional<Path> thresholds) {}
