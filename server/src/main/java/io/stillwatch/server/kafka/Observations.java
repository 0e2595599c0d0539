// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.detect.Detection;
import io.stillwatch.runtime.SealedFile;
import io.stillwatch.server.live.Kept;
import io.stillwatch.server.live.Progress;
import io.stillwatch.server.live.Retried;
import io.stillwatch.store.journal.Cursor;
import io.stillwatch.store.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/// Hands what is in the journal to a topic (docs/formats/observations.md). How far it has come is
/// kept beside the journal; after a restart some come again, and the job leaves them out.
final class Observations implements AutoCloseable {
  private static final int BATCH = 8_192;
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final long SAVE_EVERY = 1_000;

  private final Brokers brokers;
  private final String topic;
  private final byte[] form = Detection.observations().name().getBytes(UTF_8);
  private final Journal journal;
  private final InstantSource clock;
  private final Path mark;
  private final Retried worker =
      new Retried("observations for the cluster", Brokers::passes, this::hand);
  private volatile Progress progress;
  private volatile long saved;
  private long savedAt;
  private int turn;

  /// @param folder where it is kept how far it has come
  Observations(Brokers brokers, String topic, Journal journal, Path folder, InstantSource clock)
      throws IOException {
    this.brokers = brokers;
    this.topic = topic;
    this.journal = journal;
    this.clock = clock;
    mark = folder.resolve("observations.mark");
    progress =
        Files.exists(mark)
            ? SealedFile.read(mark, in -> new Progress(in.readLong(), in.readLong(), 0, 0, 0, 0))
            : Progress.NOTHING;
    saved = progress.position();
  }

  void start() {
    worker.start();
  }

  private void hand() throws IOException, InterruptedException {
    long from = Math.max(journal.start(), progress.position());
    try (var producer = brokers.producer();
        var cursor = journal.read(from)) {
      int partitions = producer.partitionsFor(topic).size();
      while (!worker.isStopped()) {
        worker.goesOn();
        if (cursor.await(WAIT)) {
          hand(producer, cursor, partitions);
        }
        saveWhenDue();
      }
      save();
    }
  }

  private void hand(KafkaProducer<byte[], byte[]> producer, Cursor cursor, int partitions)
      throws IOException, InterruptedException {
    var sent = new ArrayList<Future<RecordMetadata>>();
    long horizon = progress.horizon();
    long count = 0;
    Optional<byte[]> next = cursor.next();
    while (next.isPresent()) {
      Kept.Closed kept = Kept.closed(next.get());
      horizon = Math.max(horizon, kept.horizon());
      count += kept.observation().isPresent() ? 1 : 0;
      send(producer, kept, horizon, partitions, sent);
      next = sent.size() < BATCH ? cursor.next() : Optional.empty();
    }
    producer.flush();
    acknowledged(sent);
    progress = new Progress(cursor.position(), horizon, progress.seen() + count, 0, 0, 0);
  }

  /// An observation goes to one partition, time to all.
  private void send(
      KafkaProducer<byte[], byte[]> producer,
      Kept.Closed kept,
      long horizon,
      int partitions,
      List<Future<RecordMetadata>> sent) {
    if (kept.observation().isPresent()) {
      turn = (turn + 1) % partitions;
      sent.add(producer.send(record(turn, horizon, kept.observation().get())));
      return;
    }
    for (int partition = 0; partition < partitions; partition++) {
      sent.add(producer.send(record(partition, horizon, null)));
    }
  }

  @SuppressWarnings("NullAway") // Kafka takes a record without a key or a value
  private ProducerRecord<byte[], byte[]> record(
      int partition, long horizon, byte @org.jspecify.annotations.Nullable [] value) {
    var record = new ProducerRecord<byte[], byte[]>(topic, partition, null, value);
    record.headers().add("horizon", ByteBuffer.allocate(Long.BYTES).putLong(horizon).array());
    record.headers().add("form", form);
    return record;
  }

  private static void acknowledged(List<Future<RecordMetadata>> sent) throws InterruptedException {
    for (Future<RecordMetadata> one : sent) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new KafkaException("records were not acknowledged", e.getCause());
      }
    }
  }

  private void saveWhenDue() throws IOException {
    if (Math.abs(clock.millis() - savedAt) >= SAVE_EVERY) {
      save();
    }
  }

  private void save() throws IOException {
    Progress now = progress;
    if (now.position() > saved) {
      SealedFile.write(
          mark,
          out -> {
            out.writeLong(now.position());
            out.writeLong(now.horizon());
          });
      saved = now.position();
    }
    savedAt = clock.millis();
  }

  Progress progress() {
    return progress;
  }

  /// The first record that a restart hands on again.
  long neededFrom() {
    return saved;
  }

  Optional<Throwable> failure() {
    return worker.failure();
  }

  @Override
  public void close() {
    worker.close();
  }
}
