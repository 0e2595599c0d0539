// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A row of a [Table] as a Kafka record. One that no longer stands has no value, so that a
/// compacted topic forgets it.
record RowRecord(String topic) implements KafkaRecordSerializationSchema<Tuple2<String, String>> {
  @Override
  @SuppressWarnings("NullAway") // Kafka's own convention for a row that is gone
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple2<String, String> row, KafkaSinkContext context, Long timestamp) {
    byte[] value = row.f1.equals(Standing.GONE) ? null : row.f1.getBytes(UTF_8);
    return new ProducerRecord<>(topic, row.f0.getBytes(UTF_8), value);
  }
}
