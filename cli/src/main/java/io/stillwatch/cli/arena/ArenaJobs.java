// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import io.stillwatch.cli.kit.Progress;
import java.io.IOException;
import java.nio.file.Path;

/// What commands ask of the arena and of the baselines. Tests of commands answer in their place.
public interface ArenaJobs {
  default World write(WorldRequest request, Progress progress) throws IOException {
    return Worlds.write(request, progress);
  }

  default Score score(Path scan, Path labels) throws IOException {
    Scoreboard board = Scoreboard.of(scan, labels);
    return new Score(board.text(), board.json());
  }

  default String levels() {
    return Attackers.levels();
  }

  default String baselines() {
    return Rivals.list();
  }

  default int baseline(BaselineRequest request) throws IOException {
    return Rivals.run(request);
  }

  default String calibrate(CalibrationRequest request) throws IOException {
    return Rivals.calibrate(request);
  }
}
