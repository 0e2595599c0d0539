// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Format;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/// Observations with watermarks, from the topics that the job reads.
record Feed(StreamExecutionEnvironment env, JobSettings settings) {
  /// Signups and notices do not hold back time for longer.
  private static final Duration HELD_MOST = Duration.ofMinutes(5);

  private static final Duration ALIGNED_EVERY = Duration.ofMillis(200);

  DataStream<Message> observations() {
    return switch (settings.input()) {
      case Input.Logs logs -> logs(logs);
      case Input.Observed observed -> observed(observed.topic());
    };
  }

  /// Signups hold back time until they go quiet: those that are there when the job starts are known
  /// before the first exchange.
  private DataStream<Message> logs(Input.Logs logs) {
    DataStream<Message> exchanges =
        log(
            logs,
            logs.exchanges(),
            logs.format(),
            WatermarkStrategy.<Message>forBoundedOutOfOrderness(logs.disorder())
                .withTimestampAssigner((message, time) -> message.at())
                .withWatermarkAlignment("exchanges", settings.lead(), ALIGNED_EVERY)
                .withIdleness(logs.silent()));
    if (logs.accounts().isEmpty()) {
      return exchanges;
    }
    return exchanges.union(
        log(logs, logs.accounts().get(), Format.STILLWATCH, Held.until(logs.quiet(), HELD_MOST)));
  }

  private DataStream<Message> log(
      Input.Logs logs, String topic, Format format, WatermarkStrategy<Message> watermarks) {
    KafkaSource<Message> source =
        source(topic, new EntryReader(settings.blueprint(), format, logs.ahead()));
    return env.fromSource(source, watermarks, topic, StagedStream.in(settings.blueprint()))
        .uid("from " + topic);
  }

  /// What the ladder is told: findings, and notices when there is a topic of them. Those that are
  /// there when the job starts are heard before the first judgement.
  DataStream<Message> told(DataStream<Finding> findings) {
    TypeInformation<Message> type = StagedStream.in(settings.ladder());
    DataStream<Message> told =
        findings
            .map((MapFunction<Finding, Message>) finding -> finding)
            .returns(type)
            .uid("told")
            .name("told");
    if (settings.notices().isEmpty()) {
      return told;
    }
    String topic = settings.notices().get();
    return told.union(
        env.fromSource(
                source(topic, new NoticeReader(settings.ladder())),
                Held.until(Duration.ofSeconds(5), HELD_MOST),
                topic,
                type)
            .uid("from " + topic));
  }

  /// No partition is idle: whoever writes observations tells all partitions when time goes on.
  private DataStream<Message> observed(String topic) {
    KafkaSource<Tuple2<Long, byte[]>> source =
        source(topic, new ObservedReader(Detection.observations().name()));
    return env.fromSource(
            source,
            WatermarkStrategy.<Tuple2<Long, byte[]>>forGenerator(context -> new Horizon())
                .withWatermarkAlignment("observations", settings.lead(), ALIGNED_EVERY),
            topic,
            ObservedReader.RECORD)
        .uid("from " + topic)
        .flatMap(new Opened())
        .returns(StagedStream.<Message>in(settings.blueprint()))
        .uid("opened " + topic)
        .name("opened " + topic);
  }

  private <T> KafkaSource<T> source(String topic, KafkaRecordDeserializationSchema<T> reader) {
    var source =
        KafkaSource.<T>builder()
            .setBootstrapServers(settings.brokers())
            .setTopics(topic)
            .setGroupId("stillwatch")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(reader);
    if (settings.whole()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }
}
