// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same findings, to the last digit, as the engine in one process.
class MiniClusterTest {
  private static final long DISORDER = 600_000;
  private static final Comparator<Finding> ORDER =
      Comparator.comparingLong(Finding::at).thenComparingLong(Finding::tie);

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
    assertThat(World.embedded(observations, 2, Engine.Mode.STRICT)).isEqualTo(expected);
  }

  @Test
  void flinkWithOneTaskFindsTheSame() throws Exception {
    assertThat(onFlink(disordered(1), 1)).isEqualTo(expected);
  }

  @Test
  void flinkWithFourTasksFindsTheSame() throws Exception {
    assertThat(onFlink(disordered(2), 4)).isEqualTo(expected);
  }

  /// Each exchange up to ten minutes out of place; signups first.
  private static List<Message> disordered(long seed) {
    var random = new Random(seed);
    record Placed(long place, Message message) {}
    var placed = new ArrayList<Placed>();
    for (Message m : observations) {
      placed.add(new Placed(m.at() == 0 ? 0 : m.at() + random.nextLong(DISORDER), m));
    }
    Collections.shuffle(placed, random);
    placed.sort(Comparator.comparingLong(Placed::place));
    return placed.stream().map(Placed::message).toList();
  }

  @SuppressWarnings("try") // Flink's iterator may be interrupted while it is closed
  private static List<Finding> onFlink(List<Message> input, int parallelism) throws Exception {
    var settings = new Configuration();
    settings.setString("pipeline.generic-types", "false");
    settings.setString("pipeline.object-reuse", "true");
    settings.setString("pipeline.auto-watermark-interval", "20 ms");
    var env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    var blueprint = DetectionBlueprint.standard();
    DataStream<Message> source =
        env.fromData(input, StagedStream.<Message>in(blueprint))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Message>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER))
                    .withTimestampAssigner((m, t) -> m.at()))
            .setParallelism(1);
    var found = new ArrayList<Finding>();
    try (CloseableIterator<Finding> all =
        StagedStream.<Message, Finding>of(source, blueprint).sent().executeAndCollect()) {
      all.forEachRemaining(found::add);
    }
    found.sort(ORDER);
    return found;
  }
}
