// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.kafka;

import io.stillwatch.store.journal.JournalFailed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How to reach the brokers. Clients made here lose nothing: a producer is acknowledged by all
/// replicas, a consumer says itself how far it has come.
public final class Brokers {
  private final Map<String, Object> common = new HashMap<>();
  private final String group;

  private Brokers(String servers, String group, Properties more) {
    this.group = group;
    more.forEach((key, value) -> common.put(key.toString(), value));
    common.put("bootstrap.servers", servers);
  }

  /// @param servers addresses, with commas between
  /// @param group name of those who share what topics hold: all servers on one database
  /// @param properties a file of further properties of Kafka's clients, where secrets belong
  /// @throws IOException when the file cannot be read
  public static Brokers of(String servers, String group, Optional<Path> properties)
      throws IOException {
    var more = new Properties();
    if (properties.isPresent()) {
      try (Reader in = Files.newBufferedReader(properties.get())) {
        more.load(in);
      }
    }
    return new Brokers(servers, group, more);
  }

  /// Failures that brokers or the journal get over.
  static boolean passes(Exception e) {
    return e instanceof KafkaException || e instanceof JournalFailed;
  }

  KafkaProducer<byte[], byte[]> producer() {
    var settings = new HashMap<>(common);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("compression.type", "zstd");
    settings.put("linger.ms", 5);
    settings.put("batch.size", 1 << 18);
    settings.put("max.block.ms", 10_000);
    settings.put("delivery.timeout.ms", 30_000);
    settings.put("request.timeout.ms", 10_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Reads what is committed, from the beginning where it has not read before.
  ///
  /// @param purpose part of the group that reads these topics
  KafkaConsumer<byte[], byte[]> consumer(String purpose, List<String> topics) {
    var settings = new HashMap<>(common);
    settings.put("group.id", group + "-" + purpose);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", 2_000);
    settings.put("max.poll.interval.ms", 600_000);
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(topics);
    return consumer;
  }
}
