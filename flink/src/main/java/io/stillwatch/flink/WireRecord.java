// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.pipeline.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A message as a Kafka record: its wire form as the value, the form's name and version in the
/// header `form`. The record's time is when it is sent: by event time, a broker would drop findings
/// about an old log as soon as they are written.
final class WireRecord<T extends Message> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1;
  private static final int FIRST_BYTES = 4_096;

  private final String topic;
  private final WireSerializer<T> serializer;
  private transient @Nullable DataOutputSerializer bytes;

  WireRecord(String topic, Form form) {
    this.topic = topic;
    this.serializer = WireSerializer.of(form);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T message, KafkaSinkContext context, Long timestamp) {
    var record = new ProducerRecord<byte[], byte[]>(topic, bytes(message));
    record.headers().add("form", serializer.wire().name().getBytes(UTF_8));
    return record;
  }

  private byte[] bytes(T message) {
    try {
      DataOutputSerializer buffer = bytes == null ? new DataOutputSerializer(FIRST_BYTES) : bytes;
      bytes = buffer;
      buffer.clear();
      serializer.serialize(message, buffer);
      return buffer.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
