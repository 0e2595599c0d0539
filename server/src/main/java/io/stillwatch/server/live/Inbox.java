// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Block;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.desk.Drop;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.store.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where exchanges come in: made into observations on threads of its own, then written to the
/// journal. Words go no further than here.
public final class Inbox implements Drop, AutoCloseable {
  /// Entries on their way at a time; more are sent away.
  private static final int ROOM = 32_768;

  private final Journal journal;
  private final Time time;
  private final Wire<Message> wire = Detection.observations();
  private final ExecutorService threads;
  private final ThreadLocal<Function<Entry, Message>> reader;
  private final Semaphore room = new Semaphore(ROOM);
  private final AtomicLong newest = new AtomicLong(Kept.NONE);
  private volatile Consumer<List<Entry>> follower = entries -> {};
  private final LongAdder taken = new LongAdder();
  private final LongAdder ahead = new LongAdder();
  private final LongAdder full = new LongAdder();

  /// @param readers gives each thread what makes observations of entries
  /// @param threads how many, at least 1
  public Inbox(
      Journal journal, Time time, Supplier<Function<Entry, Message>> readers, int threads) {
    this.journal = journal;
    this.time = time;
    this.reader = ThreadLocal.withInitial(readers);
    this.threads =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("inbox-", 0).factory());
  }

  /// Why an entry cannot be taken, as its sender may be told; empty when it can.
  public Optional<String> refusal(Entry entry) {
    boolean refused =
        entry instanceof Exchange exchange && time.isAhead(exchange.at(), newest.get());
    return refused
        ? Optional.of("the exchange is dated in the future; set the sender's clock")
        : Optional.empty();
  }

  /// Whether an exchange comes when its time is closed: it is kept, and not judged.
  public boolean isLate(Entry entry) {
    return entry instanceof Exchange exchange && exchange.at() <= time.horizon(newest.get());
  }

  /// What lines can be read into; what has a [#refusal] is rejected there.
  public Batch batch() {
    return new Batch(this::refusal);
  }

  /// Reads a block of lines, on the threads that also make observations of them.
  ///
  /// @return completes with what was read; nothing of it was handed in
  public CompletableFuture<Batch> read(Block block) {
    return CompletableFuture.supplyAsync(
        () -> {
          Batch batch = batch();
          block.read(batch);
          return batch;
        },
        threads);
  }

  /// {@inheritDoc} Entries with a [#refusal] are left out.
  @Override
  public CompletableFuture<Integer> hand(List<Entry> entries) {
    if (entries.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    int n = Math.min(ROOM, entries.size());
    if (!room.tryAcquire(n)) {
      full.add(entries.size());
      return CompletableFuture.failedFuture(new Full("exchanges come faster than they are read"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> records(entries), threads)
          .thenCompose(this::write)
          .whenComplete((count, failure) -> handed(entries, n, failure == null));
    } catch (RejectedExecutionException e) {
      room.release(n);
      return CompletableFuture.failedFuture(new Full("the server is stopping"));
    }
  }

  private void handed(List<Entry> entries, int n, boolean taken) {
    room.release(n);
    if (taken) {
      follower.accept(entries);
    }
  }

  /// Shows somebody else all that is taken, once it is in the journal.
  public void follow(Consumer<List<Entry>> reader) {
    follower = reader;
  }

  /// @param newest event time of the newest, or of what was newest before
  private record Made(List<byte[]> records, long newest) {}

  private Made records(List<Entry> entries) {
    var records = new ArrayList<byte[]>(entries.size());
    long latest = newest.get();
    for (Entry entry : entries) {
      if (refusal(entry).isPresent()) {
        ahead.increment();
      } else {
        latest = entry instanceof Exchange exchange ? Math.max(latest, exchange.at()) : latest;
        Message observation = reader.get().apply(entry);
        records.add(new Kept(time.horizon(latest), Optional.of(observation)).bytes(wire));
      }
    }
    return new Made(records, latest);
  }

  /// Time goes on by what was kept alone: what was not comes again, and is not late then.
  private CompletableFuture<Integer> write(Made made) {
    if (made.records().isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    return journal
        .append(made.records())
        .thenApply(
            position -> {
              newest.accumulateAndGet(made.newest(), Math::max);
              taken.add(made.records().size());
              return made.records().size();
            });
  }

  /// Lets time go on when nothing comes. Called every now and then.
  ///
  /// @return completes when that is in the journal
  public CompletableFuture<Long> beat() {
    var mark = new Kept(time.idle(newest.get()), Optional.empty());
    return journal.append(List.of(mark.bytes(wire)));
  }

  /// After a restart: the newest event time that is known.
  public void resume(long at) {
    newest.accumulateAndGet(at, Math::max);
  }

  /// Entries that are in the journal, since the start.
  public long taken() {
    return taken.sum();
  }

  /// Exchanges left out because they were dated in the future, since the start.
  public long ahead() {
    return ahead.sum();
  }

  /// Entries sent away because there was no room, since the start.
  public long full() {
    return full.sum();
  }

  /// Entries on their way.
  public int underWay() {
    return ROOM - room.availablePermits();
  }

  /// Takes no more, and waits for what is on its way.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
