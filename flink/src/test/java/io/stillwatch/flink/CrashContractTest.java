// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.runtime.Mark;
import io.stillwatch.runtime.RunnerContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.io.TempDir;

/// Flink keeps the contract while it crashes at random and goes on from checkpoints that it takes
/// many times a second, with state on the heap and in RocksDB.
class CrashContractTest extends RunnerContract {
  private static final long DISORDER = 400;

  /// The input, which the tasks of this process read from here.
  private static volatile List<Mark> input = List.of();

  /// Places of the input at which a crash is still to come.
  private static final Set<Integer> CRASHES = new ConcurrentSkipListSet<>();

  private final Random random = new Random(11);

  @TempDir private Path folder;

  @Override
  protected List<Mark> run(List<Mark> in) throws Exception {
    input = disordered(in);
    CRASHES.clear();
    for (int i = 0; i < 3; i++) {
      CRASHES.add(1 + random.nextInt(in.size() - 1));
    }
    List<Mark> found = found();
    if (!CRASHES.isEmpty()) {
      throw new IllegalStateException("it was to crash at " + CRASHES + " too");
    }
    found.sort(Mark.ORDER);
    return found;
  }

  private List<Mark> disordered(List<Mark> in) {
    record Placed(long place, Mark mark) {}
    return in.stream()
        .map(m -> new Placed(m.at() + random.nextLong(DISORDER), m))
        .sorted(Comparator.comparingLong(Placed::place))
        .map(Placed::mark)
        .toList();
  }

  @SuppressWarnings("try") // Flink's iterator may be interrupted while it is closed
  private List<Mark> found() throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    var blueprint = new FlinkContractTest.Toys();
    DataStream<Mark> source =
        env.fromSource(
                new DataGeneratorSource<Mark>(
                    CrashContractTest::taken,
                    input.size(),
                    RateLimiterStrategy.perSecond(2_000),
                    StagedStream.in(blueprint)),
                WatermarkStrategy.<Mark>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER))
                    .withTimestampAssigner((m, t) -> m.at()),
                "marks")
            .setParallelism(1);
    var found = new ArrayList<Mark>();
    try (CloseableIterator<Mark> all =
        StagedStream.<Mark, Mark>of(source, blueprint).sent().executeAndCollect()) {
      all.forEachRemaining(found::add);
    }
    return found;
  }

  private Configuration configuration() throws Exception {
    Configuration configuration = Local.configuration(1 + random.nextInt(3));
    configuration.set(
        StateBackendOptions.STATE_BACKEND, random.nextBoolean() ? "hashmap" : "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Files.createTempDirectory(folder, "checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    return configuration;
  }

  /// The mark at this place, unless the job is to crash here.
  private static Mark taken(long place) {
    if (CRASHES.remove((int) place)) {
      throw new IllegalStateException("crash at " + place);
    }
    return input.get((int) place);
  }

  @Override
  protected int times() {
    return 4;
  }
}
