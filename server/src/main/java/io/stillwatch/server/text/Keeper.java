// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.store.StoreFailed;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Brings words into the vault on a thread of its own, behind a queue of bounded length: nobody who
/// hands in exchanges waits for it. What finds no room is not kept, and counted; a killed process
/// loses what waited.
public final class Keeper implements Consumer<List<Entry>>, AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");

  /// 64 MiB, as Java keeps them.
  private static final long CHARACTERS_MOST = 32L << 20;

  private static final int WAITING_MOST = 10_000;
  private static final int AT_ONCE = 500;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Vault vault;
  private final BlockingQueue<Exchange> waiting = new ArrayBlockingQueue<>(WAITING_MOST);
  private final AtomicLong characters = new AtomicLong();
  private final LongAdder kept = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread worker;
  private volatile boolean closed;

  public Keeper(Vault vault) {
    this.vault = vault;
    worker = Thread.ofPlatform().name("texts").daemon().start(this::work);
  }

  /// Takes what was accepted, at once.
  @Override
  public void accept(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof Exchange exchange) {
        offer(exchange);
      }
    }
  }

  private void offer(Exchange exchange) {
    long size = Words.size(exchange);
    if (size == 0) {
      return;
    }
    if (characters.addAndGet(size) > CHARACTERS_MOST || !waiting.offer(exchange)) {
      characters.addAndGet(-size);
      lost.increment();
    }
  }

  private void work() {
    try {
      while (!closed || !waiting.isEmpty()) {
        Exchange first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Exchange> some = new ArrayList<>(List.of(first));
          waiting.drainTo(some, AT_ONCE - 1);
          keep(some);
          some.forEach(one -> characters.addAndGet(-Words.size(one)));
        }
      }
    } catch (InterruptedException e) {
      lost.add(waiting.size());
    }
  }

  /// Again and again while the database does not answer; the queue fills meanwhile.
  private void keep(List<Exchange> some) throws InterruptedException {
    while (true) {
      try {
        vault.keep(some);
        kept.add(some.size());
        return;
      } catch (StoreFailed e) {
        if (closed) {
          lost.add(some.size());
          return;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      } catch (RuntimeException e) {
        LOG.log(Logger.Level.ERROR, "texts are not kept: " + e.getClass().getName());
        lost.add(some.size());
        return;
      }
    }
  }

  /// Exchanges whose words are kept, since the start.
  public long kept() {
    return kept.sum();
  }

  /// Exchanges whose words were not kept for want of room, or by a fault, since the start.
  public long lost() {
    return lost.sum();
  }

  /// Keeps what waits, for a while.
  @Override
  public void close() {
    closed = true;
    try {
      if (!worker.join(CLOSE)) {
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
