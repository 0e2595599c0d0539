// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.ingest.Format;
import io.stillwatch.model.pipeline.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/// One record of Kafka at a time.
class EntryReaderTest {
  private static final Instant WRITTEN = Instant.parse("2026-03-02T10:00:00Z");

  private final List<Message> read = new ArrayList<>();
  private final Counter rejected = new SimpleCounter();
  private final EntryReader reader =
      new EntryReader(DetectionBlueprint.standard(), Format.STILLWATCH, Duration.ofDays(1));

  private void read(String line, long written) {
    reader.open(new Context(rejected));
    var record =
        new ConsumerRecord<byte[], byte[]>(
            "exchanges",
            0,
            7,
            written,
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[0],
            line.getBytes(UTF_8),
            new RecordHeaders(),
            Optional.empty());
    reader.deserialize(record, new ListCollector<>(read));
  }

  private static String dated(String ts) {
    return "{\"ts\":\"%s\",\"request_id\":\"r\",\"account_id\":\"a\"}".formatted(ts);
  }

  @Test
  void anExchangeIsDatedBeforeItsRecordWasWritten() {
    read(dated("2026-03-02T09:59:00Z"), WRITTEN.toEpochMilli());
    read(dated("2019-03-02T09:59:00Z"), WRITTEN.toEpochMilli());
    assertThat(read).hasSize(2);
    assertThat(rejected.getCount()).isZero();
  }

  @Test
  void clocksMayDifferByADay() {
    read(dated("2026-03-03T10:00:00Z"), WRITTEN.toEpochMilli());
    assertThat(read).hasSize(1);
    read(dated("2026-03-03T10:00:00.001Z"), WRITTEN.toEpochMilli());
    assertThat(read).hasSize(1);
    assertThat(rejected.getCount()).isEqualTo(2); // as rejected, and by its rule
  }

  @Test
  void aYearToComeIsRejected() {
    read(dated("2099-03-02T09:59:00Z"), WRITTEN.toEpochMilli());
    assertThat(read).isEmpty();
    assertThat(rejected.getCount()).isEqualTo(2);
  }

  @Test
  void aRecordOfNoTimeTellsNothing() {
    read(dated("2099-03-02T09:59:00Z"), ConsumerRecord.NO_TIMESTAMP);
    assertThat(read).hasSize(1);
  }

  /// Signups may be dated as they like: they move no time.
  @Test
  void aSignupIsNotAnExchange() {
    read("{\"account_id\":\"a\",\"created_at\":\"2099-03-02T09:59:00Z\"}", WRITTEN.toEpochMilli());
    assertThat(read).hasSize(1).allMatch(message -> message.at() == 0);
  }

  /// All counters are one.
  private record Context(Counter counter) implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          return counter;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
          return this;
        }
      };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(EntryReaderTest.class.getClassLoader());
    }
  }
}
