// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import java.nio.file.Path;
import java.util.List;

/// A world that the arena has written.
///
/// @param logs what a scan may read
/// @param labels the truth, which only `arena score` may read
/// @param exchanges how many exchanges it holds
/// @param attackers what its campaigns take and cost, one line each
public record World(List<Path> logs, Path labels, long exchanges, List<String> attackers) {
  public World {
    logs = List.copyOf(logs);
    attackers = List.copyOf(attackers);
  }
}
