// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Does one thing now and then, and at once when it is rung; after a failure it waits twice as long
/// each time, whoever rings. One thread, which begins with doing it.
public final class Bell implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.share");
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration CLOSING = Duration.ofSeconds(15);

  /// What is done.
  public interface Work {
    /// @return when it has to be done again, if nobody rings
    Duration run() throws InterruptedException;
  }

  private final String name;
  private final Work work;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final AtomicLong failed = new AtomicLong();
  private boolean ringing;
  private int failures;

  private Bell(String name, Work work) {
    this.name = name;
    this.work = work;
    thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /// @param name what is done, as logs say it
  public static Bell start(String name, Work work) {
    var bell = new Bell(name, work);
    bell.thread.start();
    return bell;
  }

  /// Has it done at once.
  public void ring() {
    lock.lock();
    try {
      ringing = true;
      rung.signal();
    } finally {
      lock.unlock();
    }
  }

  /// How often it failed.
  public long failed() {
    return failed.get();
  }

  private void run() {
    try {
      while (true) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to end
    }
  }

  private void round() throws InterruptedException {
    hush();
    try {
      Duration pause = work.run();
      failures = 0;
      await(pause);
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      failed.incrementAndGet();
      Duration pause = pause();
      LOG.log(Level.WARNING, "{0} failed and is tried again: {1}", name, reason(e));
      Thread.sleep(pause);
    }
  }

  /// A message of ours holds no secrets; what others throw may.
  private static String reason(RuntimeException e) {
    boolean ours = e.getClass().getName().startsWith("io.stillwatch.");
    return ours ? String.valueOf(e.getMessage()) : e.getClass().getName();
  }

  private Duration pause() {
    long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures++, 20));
    return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
  }

  private void hush() {
    lock.lock();
    try {
      ringing = false;
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration pause) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = pause.toNanos();
      while (!ringing && left > 0) {
        left = rung.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
