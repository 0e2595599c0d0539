// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Reads records of a topic of observations (docs/formats/observations.md): how far time is, and an
/// observation in its wire form, or no bytes when only time went on. A record without a time, or of
/// another form than this job's, is counted as `rejected`.
final class ObservedReader implements KafkaRecordDeserializationSchema<Tuple2<Long, byte[]>> {
  private static final long serialVersionUID = 1;
  private static final byte[] ONLY_TIME = new byte[0];

  static final TypeInformation<Tuple2<Long, byte[]>> RECORD =
      Types.TUPLE(Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final String form;
  private transient MetricGroup counted;

  /// @param form name of the wire form of observations
  @SuppressWarnings("NullAway.Init") // the rest is made in open()
  ObservedReader(String form) {
    this.form = form;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    counted = context.getMetricGroup();
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<Long, byte[]>> out) {
    byte[] horizon = header(record, "horizon");
    byte[] written = header(record, "form");
    byte[] value = record.value();
    if (horizon == null || horizon.length != Long.BYTES) {
      reject("no-horizon");
    } else if (value == null) {
      out.collect(Tuple2.of(ByteBuffer.wrap(horizon).getLong(), ONLY_TIME));
    } else if (written == null || !form.equals(new String(written, UTF_8))) {
      reject("other-form");
    } else {
      out.collect(Tuple2.of(ByteBuffer.wrap(horizon).getLong(), value));
    }
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  private void reject(String rule) {
    counted.counter("rejected").inc();
    counted.addGroup("rule", rule).counter("rejected").inc();
  }

  @Override
  public TypeInformation<Tuple2<Long, byte[]>> getProducedType() {
    return RECORD;
  }
}
