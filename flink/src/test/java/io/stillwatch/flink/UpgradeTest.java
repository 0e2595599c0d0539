// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.runtime.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A job goes on from the savepoint of an older one whose state had another form.
class UpgradeTest {
  private static final long MARKS = 2_000;
  private static final int KEYS = 5;
  private static final Queue<Mark> SENT = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void stateOfThePreviousVersionIsTakenOver(String backend, @TempDir Path folder) throws Exception {
    String savepoint = stopped(backend, folder);
    int before = SENT.size();

    Toll.Installed.version = 2;
    submit(backend, savepoint).getJobExecutionResult().get();

    assertThat(before).isBetween(1, (int) MARKS - 1);
    var counted = new TreeMap<Long, Integer>();
    SENT.forEach(
        m -> counted.merge(m.key(), Integer.parseInt(m.what().substring(7)), Integer::max));
    assertThat(SENT).hasSize((int) MARKS);
    assertThat(counted).hasSize(KEYS);
    assertThat(counted.values()).containsOnly((int) MARKS / KEYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void stateThatCannotBeTakenOverIsRefused(String backend, @TempDir Path folder) throws Exception {
    String savepoint = stopped(backend, folder);

    Toll.Installed.version = 3;
    assertThatThrownBy(() -> submit(backend, savepoint).getJobExecutionResult().get())
        .hasStackTraceContaining("state is passed/1, this job needs passed/3");
  }

  /// A savepoint of the first version, somewhere in the middle.
  private static String stopped(String backend, Path folder) throws Exception {
    SENT.clear();
    Toll.Installed.version = 1;
    JobClient job = submit(backend, "");
    Program.await("marks", Duration.ofSeconds(60), () -> SENT.size() > 50);
    return Local.stopped(job, folder);
  }

  private static JobClient submit(String backend, String savepoint) throws Exception {
    Configuration configuration = Local.configuration(2);
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    if (!savepoint.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    var blueprint = new Toll.Installed();
    var marks =
        new DataGeneratorSource<Mark>(
            i -> new Mark(i, i, i % KEYS, ""),
            MARKS,
            RateLimiterStrategy.perSecond(1_000),
            StagedStream.in(blueprint));
    var source =
        env.fromSource(
            marks,
            WatermarkStrategy.<Mark>forMonotonousTimestamps()
                .withTimestampAssigner((m, t) -> m.at()),
            "marks");
    StagedStream.<Mark, Mark>of(source.setParallelism(1).uid("marks"), blueprint)
        .sent()
        .map(UpgradeTest::noted)
        .returns(StagedStream.<Mark>in(blueprint))
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync();
  }

  private static Mark noted(Mark mark) {
    SENT.add(mark);
    return mark;
  }
}
