// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A real Kafka broker, one process that is its own controller. It can be killed and started again
/// on what it has on disk.
final class Broker implements AutoCloseable {
  private static final Predicate<String> LIBRARIES =
      jar -> !jar.contains("/org/apache/flink/") && !jar.contains("/target/");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path properties;
  private final int port;
  private Program program;

  Broker() throws Exception {
    Path folder = Program.folder("kafka");
    properties = folder.resolve("server.properties");
    port = Program.freePort();
    int controller = Program.freePort();
    Files.writeString(
        properties,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        advertised.listeners=PLAINTEXT://127.0.0.1:%d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        log.dirs=%s
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
            .formatted(controller, port, controller, port, folder.resolve("log")));
    try (var format =
        start(
            "kafka-format",
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "MkU3OEVBNTcwNTJENDM2Qk",
            "-c",
            properties.toString())) {
      if (format.exit(PATIENCE) != 0) {
        throw new IllegalStateException("the broker's disk was not made; see " + format.log());
      }
    }
    program = serve();
  }

  private static Program start(String name, String... command) throws IOException {
    var line = new ArrayList<>(List.of("-Xmx384m"));
    line.addAll(List.of(command));
    return Program.start(name, LIBRARIES, Map.of(), line.toArray(String[]::new));
  }

  private Program serve() throws Exception {
    Program started = start("kafka", "kafka.Kafka", properties.toString());
    Program.await("the broker, see " + started.log(), PATIENCE, this::answers);
    return started;
  }

  private boolean answers() {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                address(),
                "default.api.timeout.ms",
                2_000,
                "request.timeout.ms",
                1_000))) {
      admin.describeCluster().nodes().get();
      return true;
    } catch (Exception e) {
      // Asked until it answers; whoever waits says what it waited for when it never does.
      return false;
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /// As `kill -9`, and then up again.
  void killAndRestart() throws Exception {
    program.close();
    program = serve();
  }

  void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /// A producer that loses nothing and sends nothing twice, also while the broker is away.
  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            address(),
            "acks",
            "all",
            "delivery.timeout.ms",
            120_000,
            "linger.ms",
            5),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  static void send(KafkaProducer<byte[], byte[]> producer, String topic, String key, String line) {
    producer.send(
        new ProducerRecord<>(topic, key.getBytes(UTF_8), line.getBytes(UTF_8)),
        (done, failure) -> {
          if (failure != null) {
            throw new IllegalStateException(failure);
          }
        });
  }

  /// What is committed in a topic of one partition, up to now.
  List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return committed(address(), topic);
  }

  /// What a compacted topic of one partition comes to.
  SortedMap<String, String> table(String topic) {
    var table = new TreeMap<String, String>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        table.remove(key);
      } else {
        table.put(key, new String(record.value(), UTF_8));
      }
    }
    return table;
  }

  static List<ConsumerRecord<byte[], byte[]>> committed(String address, String topic) {
    var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", address);
    settings.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
      }
    }
    return read;
  }

  @Override
  public void close() {
    program.close();
  }
}
