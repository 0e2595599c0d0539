// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same findings, to the last digit, however the pipeline is run: in one process with one
/// thread or more, strictly and with interruptions, and on Flink, with interruptions too.
class MiniClusterTest {
  private static final long DISORDER = 600_000;

  @Test
  void thereIsSomethingToFind() throws Exception {
    for (SmallWorld world : List.of(SmallWorld.DEMO, SmallWorld.STANDARD)) {
      assertThat(world.run().expected())
          .as("%s", world)
          .anyMatch(
              f -> f instanceof Finding.Named n && n.campaign().verdict() == Verdict.CAMPAIGN);
    }
    assertThat(SmallWorld.HARD_HONEST.run().expected())
        .hasAtLeastOneElementOfType(Finding.Status.class)
        .noneMatch(f -> f instanceof Finding.Named n && n.campaign().verdict() == Verdict.CAMPAIGN);
  }

  @ParameterizedTest
  @EnumSource
  void moreThreadsFindTheSame(SmallWorld world) throws Exception {
    assertThat(World.embedded(world.run().observations(), 3, Engine.Mode.FAST))
        .isEqualTo(world.run().expected());
  }

  @ParameterizedTest
  @EnumSource
  void strictModeFindsTheSameThroughReplaysAndRestarts(SmallWorld world) throws Exception {
    List<Message> sorted = World.sorted(twice(world));

    assertThat(new Interrupted(sorted, new Random(3)).run(2)).isEqualTo(world.run().expected());
  }

  @ParameterizedTest
  @EnumSource
  void flinkWithOneTaskFindsTheSame(SmallWorld world) throws Exception {
    assertThat(onFlink(world, 1)).isEqualTo(world.run().expected());
  }

  @ParameterizedTest
  @EnumSource
  void flinkWithFourTasksFindsTheSame(SmallWorld world) throws Exception {
    assertThat(onFlink(world, 4)).isEqualTo(world.run().expected());
  }

  private static List<Finding> onFlink(SmallWorld world, int parallelism) throws Exception {
    return new Local(DetectionBlueprint.standard(), parallelism, DISORDER)
        .run(twice(world), new Random(parallelism));
  }

  @ParameterizedTest
  @EnumSource
  void flinkRestoredFromCheckpointsInMidRunFindsTheSame(SmallWorld world, @TempDir Path folder)
      throws Exception {
    List<Message> messages = Local.disordered(twice(world), DISORDER, new Random(5));
    int n = messages.size();
    String backend = world == SmallWorld.DEMO ? "rocksdb" : "hashmap";

    var outcome =
        new Crashing(
                DetectionBlueprint.standard(),
                2,
                backend,
                DISORDER,
                folder,
                Crashing.When.WITH_A_CHECKPOINT)
            .<Message, Finding>run(messages, List.of(n / 3, n / 2), n / 6);

    assertThat(outcome.sent()).isEqualTo(world.run().expected());
    assertThat(outcome.begun()).as("it went on, and did not begin anew").isEqualTo(1);
  }

  /// Some of what is observed comes twice.
  private static List<Message> twice(SmallWorld world) throws Exception {
    var messages = new ArrayList<Message>();
    int i = 0;
    for (Message message : world.run().observations()) {
      messages.add(message);
      if (i++ % 40 == 0) {
        messages.add(message);
      }
    }
    return messages;
  }
}
