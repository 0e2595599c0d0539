// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.server.live.Judged;
import io.stillwatch.server.live.Retried;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// Takes what the job on the cluster finds, and tells each judgement when it is whole. The job
/// writes a judgement in one transaction, so it is whole when another follows or nothing more can
/// be read. After a restart the newest may come again.
final class Findings implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(200);

  private final Brokers brokers;
  private final String topic;
  private final Wire<Finding> wire = Detection.findings();
  private final Judged judged;
  private final Retried worker =
      new Retried("findings of the cluster", Brokers::passes, this::follow);
  private final List<Finding> said = new ArrayList<>();

  Findings(Brokers brokers, String topic, Judged judged) {
    this.brokers = brokers;
    this.topic = topic;
    this.judged = judged;
  }

  void start() {
    worker.start();
  }

  private void follow() throws IOException {
    said.clear();
    try (var consumer = brokers.consumer("findings", List.of(topic))) {
      refuseParts(consumer);
      while (!worker.isStopped()) {
        worker.goesOn();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
          take(read(record));
        }
        if (!said.isEmpty() && nothingMore(consumer)) {
          tell();
          consumer.commitSync();
        }
      }
    }
  }

  /// Over several partitions the findings of a judgement would lose their order.
  private void refuseParts(KafkaConsumer<byte[], byte[]> consumer) throws IOException {
    int partitions = consumer.partitionsFor(topic).size();
    if (partitions != 1) {
      throw new IOException(
          "topic %s has %d partitions; findings need one, so make it anew with one"
              .formatted(topic, partitions));
    }
  }

  private void take(Finding finding) {
    if (!said.isEmpty() && said.getFirst().at() != finding.at()) {
      tell();
    }
    said.add(finding);
  }

  /// The lag is counted to what is committed, and no transaction is committed in part.
  private static boolean nothingMore(KafkaConsumer<byte[], byte[]> consumer) {
    for (TopicPartition one : consumer.assignment()) {
      if (consumer.currentLag(one).orElse(1) > 0) {
        return false;
      }
    }
    return true;
  }

  private void tell() {
    judged.judged(said.getFirst().at(), List.copyOf(said));
    said.clear();
  }

  private Finding read(ConsumerRecord<byte[], byte[]> record) throws IOException {
    Header header = record.headers().lastHeader("form");
    String form = header == null ? "none" : new String(header.value(), UTF_8);
    if (!form.equals(wire.name())) {
      throw new IOException(
          "topic %s holds findings of form %s at %d, and this version reads %s; run job and server of one version"
              .formatted(topic, form, record.offset(), wire.name()));
    }
    return wire.read(new DataInputStream(new ByteArrayInputStream(record.value())));
  }

  Optional<Throwable> failure() {
    return worker.failure();
  }

  @Override
  public void close() {
    worker.close();
  }
}
