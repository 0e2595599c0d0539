// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/// An [Act] as a Kafka record, by its account: what is about one account stays in order.
record ActRecord(String topic) implements KafkaRecordSerializationSchema<Act> {
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Act act, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, act.account().getBytes(UTF_8), act.json().getBytes(UTF_8));
  }
}
