// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same findings, to the last digit, as the engine in one process.
class MiniClusterTest {
  private static final long DISORDER = 600_000;

  private static List<Message> observations;
  private static List<Finding> expected;

  @BeforeAll
  static void scan(@TempDir Path folder) throws IOException {
    observations = World.demo(folder, 300, 3).observations();
    expected = World.embedded(observations, 1, Engine.Mode.FAST);
  }

  @Test
  void thereIsSomethingToFind() {
    assertThat(expected).anyMatch(Finding.Named.class::isInstance);
  }

  @Test
  void neitherThreadsNorStrictModeChangeAFinding() throws IOException {
    assertThat(World.embedded(observations, 2, Engine.Mode.FAST)).isEqualTo(expected);
    List<Message> first = observations.stream().filter(m -> m.at() < sixHours()).toList();
    assertThat(World.embedded(first, 2, Engine.Mode.STRICT))
        .isEqualTo(World.embedded(first, 1, Engine.Mode.FAST));
  }

  /// Strict mode writes every state after every message: a quarter of a day of it is enough here.
  private static long sixHours() {
    return observations.stream().mapToLong(Message::at).filter(at -> at > 0).min().orElseThrow()
        + 6 * 3_600_000;
  }

  @Test
  void flinkWithOneTaskFindsTheSame() throws Exception {
    assertThat(onFlink(1)).isEqualTo(expected);
  }

  @Test
  void flinkWithFourTasksFindsTheSame() throws Exception {
    assertThat(onFlink(4)).isEqualTo(expected);
  }

  private static List<Finding> onFlink(int parallelism) throws Exception {
    return new Local(DetectionBlueprint.standard(), parallelism, DISORDER)
        .run(observations, new Random(parallelism));
  }
}
