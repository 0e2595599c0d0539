// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.kafka;

import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Lines;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.server.live.Batch;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Retried;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Takes exchanges and signups from topics, one line a record. The group moves on when the journal
/// has them; after a restart some may come again, and their ids are left out.
public final class ExchangeTopics implements Feed {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long PAUSE = 250;

  private final Brokers brokers;
  private final List<String> topics;
  private final Lines lines;
  private final Inbox inbox;
  private final LongAdder rejected = new LongAdder();
  private final Retried worker = new Retried("exchanges from Kafka", Brokers::passes, this::follow);

  /// Follows from now on.
  ///
  /// @param format of every line
  public ExchangeTopics(Brokers brokers, List<String> topics, Format format, Inbox inbox) {
    this.brokers = brokers;
    this.topics = List.copyOf(topics);
    this.lines = new Lines(format);
    this.inbox = inbox;
    worker.start();
  }

  private void follow() throws InterruptedException {
    try (var consumer = brokers.consumer("exchanges", topics)) {
      while (!worker.isStopped()) {
        worker.goesOn();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
        if (!records.isEmpty() && insist(read(records))) {
          consumer.commitSync();
        }
      }
    }
  }

  private Batch read(ConsumerRecords<byte[], byte[]> records) {
    Batch batch = inbox.batch();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.value() != null) {
        var place = new Place(Path.of(record.topic()), record.partition(), record.offset());
        lines.read(record.value(), place, batch);
      }
    }
    count(batch.rejected());
    return batch;
  }

  /// Told each time that there are twice as many.
  private void count(List<Rejected> more) {
    long before = rejected.sum();
    rejected.add(more.size());
    if (Long.highestOneBit(rejected.sum()) != Long.highestOneBit(before)) {
      LOG.log(
          Logger.Level.WARNING,
          "%,d lines from Kafka broke a rule so far, the last by %s"
              .formatted(rejected.sum(), more.getLast().rule()));
    }
  }

  /// @return whether the journal has them; not when this was stopped first
  private boolean insist(Batch batch) throws InterruptedException {
    boolean told = false;
    while (!worker.isStopped()) {
      try {
        inbox.hand(batch.entries()).join();
        return true;
      } catch (CompletionException e) {
        if (!told) {
          LOG.log(Logger.Level.WARNING, "what came from Kafka waits to be kept", e.getCause());
        }
        told = true;
        Thread.sleep(PAUSE);
      }
    }
    return false;
  }

  @Override
  public String name() {
    return "topics " + String.join(", ", topics);
  }

  @Override
  public State state() {
    return worker.state();
  }

  @Override
  public long rejected() {
    return rejected.sum();
  }

  @Override
  public void close() {
    worker.close();
  }
}
