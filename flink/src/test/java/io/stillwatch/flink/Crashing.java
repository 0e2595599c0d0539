// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/// A pipeline on Flink in this process that crashes at given places of its input and goes on from
/// checkpoints, which it takes many times a second. One at a time.
///
/// @param parallelism tasks of each stage
/// @param backend `hashmap` or `rocksdb`
/// @param disorder milliseconds that a message may come after a later one
/// @param folder where checkpoints go
/// @param when when to crash
record Crashing(
    Blueprint blueprint, int parallelism, String backend, long disorder, Path folder, When when) {
  enum When {
    /// At the place itself, whether there is a checkpoint or not.
    AT_ONCE,
    /// At the place, or as soon after it as there is a checkpoint to go on from.
    WITH_A_CHECKPOINT
  }

  /// The input, which the tasks of this process read from here.
  private static volatile List<? extends Message> input = List.of();

  /// Places of the input at which a crash is still to come.
  private static final NavigableSet<Integer> CRASHES = new ConcurrentSkipListSet<>();

  /// Where to look for a checkpoint before a crash; empty not to look.
  private static volatile Optional<Path> awaited = Optional.empty();

  /// How often the input was read from its beginning.
  private static final AtomicInteger BEGUN = new AtomicInteger();

  /// What was found.
  ///
  /// @param sent what the last stage sent, in order
  /// @param begun how often the input was read from its beginning: once, when each crash was after
  ///   a checkpoint
  record Outcome<O>(List<O> sent, int begun) {}

  /// @param crashes places of the input, each reached once
  /// @param perSecond messages read in a second, so that there are checkpoints between the crashes
  <I extends Message, O extends Message> Outcome<O> run(
      List<I> in, Collection<Integer> crashes, int perSecond) throws Exception {
    return run(in, crashes, perSecond, laid -> {});
  }

  /// @param more lays out what else is to be done with the streams
  <I extends Message, O extends Message> Outcome<O> run(
      List<I> in, Collection<Integer> crashes, int perSecond, Consumer<StagedStream<I, O>> more)
      throws Exception {
    input = in;
    BEGUN.set(0);
    CRASHES.clear();
    CRASHES.addAll(crashes);
    Path checkpoints = Files.createTempDirectory(folder, "checkpoints");
    awaited = when == When.AT_ONCE ? Optional.empty() : Optional.of(checkpoints);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration(checkpoints));
    DataStream<I> source =
        env.fromSource(
                new DataGeneratorSource<I>(
                    Crashing::taken,
                    in.size(),
                    RateLimiterStrategy.perSecond(perSecond),
                    StagedStream.in(blueprint)),
                WatermarkStrategy.<I>forBoundedOutOfOrderness(Duration.ofMillis(disorder))
                    .withTimestampAssigner((m, t) -> m.at()),
                "messages")
            .setParallelism(1);
    StagedStream<I, O> laid = StagedStream.of(source, blueprint);
    more.accept(laid);
    // Flink's own collecting sink kills the process when it is stopped before it has begun.
    Path files = Files.createTempDirectory(folder, "sent");
    int last = blueprint.pipeline().stages().size() - 1;
    Form form = Form.of(blueprint, last, Form.Side.OUT);
    laid.sent().sinkTo(FileJob.files(new org.apache.flink.core.fs.Path(files.toUri()), form));
    env.execute();
    List<O> sent = read(files, form);
    if (!CRASHES.isEmpty()) {
      throw new IllegalStateException("it was to crash at " + CRASHES + " too");
    }
    sent.sort(Comparator.<O>comparingLong(Message::at).thenComparingLong(Message::tie));
    return new Outcome<>(sent, BEGUN.get());
  }

  private static <O> List<O> read(Path folder, Form form) throws IOException {
    Wire<O> wire = form.wire();
    var read = new ArrayList<O>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        var in = new ByteArrayInputStream(bytes);
        while (in.available() > 0) {
          read.add(wire.read(new DataInputStream(in)));
        }
      }
    }
    return read;
  }

  private Configuration configuration(Path checkpoints) {
    Configuration configuration = Local.configuration(parallelism);
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    return configuration;
  }

  /// The message at this place, unless the job is to crash here.
  @SuppressWarnings("unchecked") // the input of this run
  private static <I extends Message> I taken(long place) {
    if (place == 0) {
      BEGUN.incrementAndGet();
    }
    Integer crash = CRASHES.floor((int) place);
    if (crash != null && ready() && CRASHES.remove(crash)) {
      throw new IllegalStateException("crash at " + place);
    }
    return (I) input.get((int) place);
  }

  private static boolean ready() {
    if (awaited.isEmpty()) {
      return true;
    }
    try (Stream<Path> whole =
        Files.find(
            awaited.get(), 3, (file, is) -> file.getFileName().toString().equals("_metadata"))) {
      return whole.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false; // a checkpoint was taken away meanwhile
    }
  }
}
