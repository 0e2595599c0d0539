// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/// A pipeline on Flink in this process.
///
/// @param parallelism tasks of each stage
/// @param disorder milliseconds that a message may come after a later one
record Local(Blueprint blueprint, int parallelism, long disorder) {

  /// Runs to the end of the input, which is first put out of order.
  ///
  /// @return what the last stage sends, in order
  @SuppressWarnings("try") // Flink's iterator may be interrupted while it is closed
  <I extends Message, O extends Message> List<O> run(List<I> input, Random random)
      throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration(parallelism));
    DataStream<I> source =
        env.fromData(disordered(input, disorder, random), StagedStream.<I>in(blueprint))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<I>forBoundedOutOfOrderness(Duration.ofMillis(disorder))
                    .withTimestampAssigner((m, t) -> m.at()))
            .setParallelism(1);
    var found = new ArrayList<O>();
    try (CloseableIterator<O> all =
        StagedStream.<I, O>of(source, blueprint).sent().executeAndCollect()) {
      all.forEachRemaining(found::add);
    }
    found.sort(Comparator.<O>comparingLong(Message::at).thenComparingLong(Message::tie));
    return found;
  }

  static Configuration configuration(int parallelism) {
    var configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(5));
    return configuration;
  }

  /// Each message at most so many milliseconds after a later one; what is known from the beginning
  /// stays first.
  static <I extends Message> List<I> disordered(List<I> input, long disorder, Random random) {
    record Placed<M>(long place, M message) {}
    var placed = new ArrayList<Placed<I>>();
    for (I m : input) {
      placed.add(new Placed<>(m.at() == 0 ? 0 : m.at() + random.nextLong(disorder), m));
    }
    placed.sort(Comparator.comparingLong(Placed::place));
    return placed.stream().map(Placed::message).toList();
  }
}
