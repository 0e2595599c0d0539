// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.model.Entry;
import io.stillwatch.model.desk.Drop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Exchanges on their way to the [Drop] that nobody waits for. Bounded: what finds it full is
/// dropped and counted. One batch is handed in at a time, and again later when there was no room.
final class Outbox implements AutoCloseable {
  private static final int BATCH = 500;
  private static final long PAUSE_MS = 100;

  /// An exchange, and the room that its words take.
  private record Item(Entry entry, Room.Lease lease) {}

  private final Drop drop;
  private final Counts counts;
  private final int most;
  private final Duration patience;
  private final Executor executor;
  private final ArrayDeque<Item> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private boolean busy;
  private boolean closed;

  /// @param patience how long [#close] waits for what is still here
  Outbox(Inside inside, Duration patience, Executor executor) {
    this.drop = inside.drop();
    this.counts = inside.counts();
    this.most = inside.config().limits().waiting();
    this.patience = patience;
    this.executor = executor;
  }

  /// Takes an exchange, and closes the lease when it is handed in or dropped.
  void offer(Entry entry, Room.Lease lease) {
    boolean taken;
    lock.lock();
    try {
      taken = !closed && waiting.size() < most;
      if (taken) {
        waiting.add(new Item(entry, lease));
      }
    } finally {
      lock.unlock();
    }
    if (taken) {
      pump();
    } else {
      lease.close();
      counts.add(Count.DROPPED);
    }
  }

  private void pump() {
    List<Item> batch = new ArrayList<>();
    lock.lock();
    try {
      if (busy || waiting.isEmpty()) {
        return;
      }
      busy = true;
      while (batch.size() < BATCH && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
    } finally {
      lock.unlock();
    }
    hand(batch);
  }

  private void hand(List<Item> batch) {
    var _ =
        Handing.in(drop, batch.stream().map(Item::entry).toList())
            .whenComplete((fresh, failure) -> done(batch, fresh, failure));
  }

  private void done(List<Item> batch, @Nullable Integer fresh, @Nullable Throwable failure) {
    if (Handing.isFull(failure) && !isClosed()) {
      CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS, executor)
          .execute(() -> hand(batch));
      return;
    }
    batch.forEach(item -> item.lease().close());
    if (failure == null) {
      counts.add(Count.HANDED, batch.size());
      counts.add(Count.NEW, fresh == null ? 0 : fresh);
    } else {
      counts.add(Count.DROPPED, batch.size());
    }
    rest();
  }

  private void rest() {
    lock.lock();
    try {
      busy = false;
      if (waiting.isEmpty()) {
        idle.signalAll();
        return;
      }
    } finally {
      lock.unlock();
    }
    executor.execute(this::pump);
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for what is here to be handed in; what then remains is dropped and counted.
  @Override
  public void close() {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (left > 0 && (busy || !waiting.isEmpty())) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      counts.add(Count.DROPPED, waiting.size());
      waiting.forEach(item -> item.lease().close());
      waiting.clear();
      lock.unlock();
    }
  }
}
