// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.gateway.GatewayConfig.Limits;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.desk.Drop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Hands in what went through the proxy, on a thread of its own behind a queue of bounded length
/// and bytes. It never holds up a request: what finds no room is dropped and counted.
final class Tap implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tap.class.getName());
  private static final long MOST_BYTES = 128L << 20;
  private static final int BATCH = 100;
  private static final int TRIES = 5;

  /// It rests instead of waiting on the queue: to wake it costs the event loop more than to fill
  /// it.
  private static final int REST_MS = 10;

  private static final Duration HAND_IN = Duration.ofSeconds(10);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Drop drop;
  private final ModelCalls calls;
  private final Accounts accounts;
  private final GatewayStats stats;
  private final BlockingQueue<Tapped> queue;
  private final AtomicLong bytes = new AtomicLong();
  private final Thread worker;
  private final String prefix;
  private volatile boolean closed;
  private long number;

  Tap(Drop drop, Accounts accounts, GatewayStats stats, Limits limits) {
    this.drop = drop;
    this.calls = new ModelCalls(limits.kept());
    this.accounts = accounts;
    this.stats = stats;
    this.queue = new ArrayBlockingQueue<>(limits.tapped());
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    this.prefix = "gw-" + HexFormat.of().formatHex(random) + "-";
    this.worker = Thread.ofPlatform().name("gateway-tap").daemon().start(this::work);
  }

  /// From any thread, at once.
  void offer(Tapped tapped) {
    long size = tapped.size();
    if (bytes.addAndGet(size) > MOST_BYTES || !queue.offer(tapped)) {
      bytes.addAndGet(-size);
      stats.add(Count.DROPPED);
    }
  }

  private void work() {
    try {
      while (!closed || !queue.isEmpty()) {
        List<Tapped> some = new ArrayList<>();
        if (queue.drainTo(some, BATCH) > 0) {
          handIn(some);
        } else {
          TimeUnit.MILLISECONDS.sleep(REST_MS);
        }
      }
    } catch (InterruptedException e) {
      stats.add(Count.DROPPED, queue.size());
    }
  }

  private void handIn(List<Tapped> some) throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    for (Tapped one : some) {
      read(one, entries);
    }
    boolean taken = entries.isEmpty() || hand(entries);
    stats.add(taken ? Count.TAPPED : Count.DROPPED, entries.size());
    some.forEach(one -> bytes.addAndGet(-one.size()));
  }

  private void read(Tapped one, List<Entry> entries) {
    try {
      Exchange exchange = one.exchange(calls, accounts, prefix + number++);
      one.looked.marking.ifPresent(marking -> marking.served(exchange.reply().text()));
      entries.add(exchange);
    } catch (RuntimeException e) {
      stats.add(Count.DROPPED);
      LOG.log(System.Logger.Level.WARNING, "an exchange is dropped: {0}", Failure.told(e));
    }
  }

  /// Waits a little longer each time that there is no room.
  private boolean hand(List<Entry> entries) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (accepted(entries)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(20L << i);
    }
    return false;
  }

  private boolean accepted(List<Entry> entries) throws InterruptedException {
    try {
      drop.hand(entries).get(HAND_IN.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return false;
    }
  }

  /// Hands in what waits, for a while.
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
