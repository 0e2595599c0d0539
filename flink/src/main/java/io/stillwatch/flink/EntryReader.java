// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Lines;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads a Kafka record, one line of a log, into observations. Words go no further than here: what
/// Flink sends between its tasks and keeps is hashes and counts. A record that breaks a rule is
/// counted, as `rejected` and by the rule, and passed over. So is an exchange that is dated later
/// than the record that tells of it was written (docs/adr/0017-a-date-far-from-the-rest.md).
final class EntryReader implements KafkaRecordDeserializationSchema<Message> {
  private static final long serialVersionUID = 1;

  private final DetectionBlueprint blueprint;
  private final Format format;
  private final Duration ahead;
  private transient Lines lines;
  private transient Receiver receiver;

  /// @param ahead how much later than its record's own time an exchange may be dated
  @SuppressWarnings("NullAway.Init") // the rest is made in open()
  EntryReader(DetectionBlueprint blueprint, Format format, Duration ahead) {
    this.blueprint = blueprint;
    this.format = format;
    this.ahead = ahead;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    lines = new Lines(format);
    receiver = new Receiver(Detection.reader(blueprint.config()), context.getMetricGroup());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Message> out) {
    if (record.value() == null) {
      return;
    }
    receiver.out = out;
    receiver.last =
        record.timestamp() == ConsumerRecord.NO_TIMESTAMP
            ? Long.MAX_VALUE
            : record.timestamp() + ahead.toMillis();
    lines.read(
        record.value(),
        new Place(Path.of(record.topic()), record.partition(), record.offset()),
        receiver);
  }

  @Override
  public TypeInformation<Message> getProducedType() {
    return StagedStream.in(blueprint);
  }

  /// Makes observations, and counts.
  private static final class Receiver implements Sink {
    private final Function<Entry, Message> reader;
    private final MetricGroup counted;
    private Collector<Message> out;
    private long last = Long.MAX_VALUE;

    @SuppressWarnings("NullAway.Init") // where to is said before each record
    Receiver(Function<Entry, Message> reader, MetricGroup counted) {
      this.reader = reader;
      this.counted = counted;
    }

    @Override
    public void exchange(Exchange exchange, Place place) {
      if (exchange.at() > last) {
        reject(new Rejected(place, "far-time", "dated later than its record was written"));
        return;
      }
      out.collect(reader.apply(exchange));
    }

    @Override
    public void signup(Signup signup, Place place) {
      out.collect(reader.apply(signup));
    }

    @Override
    public void reject(Rejected rejected) {
      counted.counter("rejected").inc();
      counted.addGroup("rule", rejected.rule()).counter("rejected").inc();
    }
  }
}
