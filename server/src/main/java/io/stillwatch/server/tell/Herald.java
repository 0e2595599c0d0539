// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.model.Finding;
import io.stillwatch.server.live.Judged;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.member.Listener;
import io.stillwatch.share.stix.Received;
import io.stillwatch.store.Checkpoint;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The threads of telling: one takes back as soon as anything changes, one brings out what is to be
/// told, and one measures what peers suspect, slowly.
public final class Herald implements Judged, Listener, AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final Duration SOON = Duration.ofSeconds(1);

  /// New leads and tokens ring; only time goes on without.
  private static final Duration RARELY = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Store store;
  private final Teller teller;
  private final Suspicions suspicions;
  private final Sending sending;
  private final Feedback feedback;
  private final Runnable stop;
  private final Semaphore news = new Semaphore(1);
  private final Semaphore leads = new Semaphore(1);
  private final Semaphore told = new Semaphore(1);
  private final Thread telling = Thread.ofPlatform().name("tell").unstarted(() -> run(this::tell));
  private final Thread bringing =
      Thread.ofPlatform().name("bring").unstarted(() -> run(this::bring));
  private final Thread measuring =
      Thread.ofPlatform().name("measure").unstarted(() -> run(this::measure));
  private Optional<Checkpoint> read = Optional.empty();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param speaking the voice, and what becomes of what others told
  Herald(Store store, Teller teller, Suspicions suspicions, Speaking speaking) {
    this.store = store;
    this.teller = teller;
    this.suspicions = suspicions;
    sending = new Sending(store, speaking.voice());
    feedback = speaking.feedback();
    stop = speaking.stop();
  }

  /// How it speaks, and what it says of what it hears.
  ///
  /// @param stop is called before it is waited for what is measured
  record Speaking(Voice voice, Feedback feedback, Runnable stop) {}

  /// What a thread does again and again.
  private interface Work {
    /// @return how long to rest at most
    Duration once(Duration rested) throws InterruptedException, IOException;
  }

  void start() {
    telling.start();
    bringing.start();
    measuring.start();
  }

  /// Whether it was not told to stop.
  private boolean isOpen() {
    return stopped.getCount() > 0;
  }

  /// {@inheritDoc} The store has it already.
  @Override
  public void judged(long at, List<Finding> findings) {
    teller.judged(findings);
    news.release();
  }

  /// Something was told or taken back.
  public void wake() {
    news.release();
    leads.release();
  }

  @Override
  public void read(Received objects) {
    suspicions.read(objects);
  }

  @Override
  public void changed() {
    leads.release();
  }

  private void run(Work work) {
    Duration rest = SOON;
    try {
      while (isOpen()) {
        rest = attempt(work, rest);
      }
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt(); // asked to end
    }
  }

  private Duration attempt(Work work, Duration rest) throws InterruptedException {
    try {
      return work.once(rest);
    } catch (StoreFailed | Keep.Failed | IOException e) {
      LOG.log(Logger.Level.WARNING, "sharing is tried again later: " + e.getMessage());
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.ERROR, "sharing failed, and is tried again: " + e.getClass().getName());
    }
    Duration longer = longer(rest);
    stopped.await(longer.toMillis(), TimeUnit.MILLISECONDS);
    return longer;
  }

  private static Duration longer(Duration rest) {
    Duration twice = rest.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  private Duration tell(Duration rested) throws InterruptedException {
    Checkpoint head = store.audit().head();
    if (!read.equals(Optional.of(head))) {
      feedback.give(teller.reconcile());
      sending.undo();
      told.release();
      read = Optional.of(head);
    }
    await(news, SOON);
    return SOON;
  }

  private Duration bring(Duration rested) throws InterruptedException {
    Duration rest = sending.all() ? SOON : longer(rested);
    await(told, rest);
    return rest;
  }

  private Duration measure(Duration rested) throws InterruptedException, IOException {
    suspicions.gather();
    boolean more = suspicions.measure();
    if (!more) {
      await(leads, RARELY);
    }
    return SOON;
  }

  private static void await(Semaphore bell, Duration longest) throws InterruptedException {
    if (bell.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  /// {@inheritDoc} Who reads the journal is not interrupted, for that would close its files.
  @Override
  public void close() {
    stopped.countDown();
    stop.run();
    leads.release();
    telling.interrupt();
    bringing.interrupt();
    try {
      telling.join();
      bringing.join();
      measuring.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
