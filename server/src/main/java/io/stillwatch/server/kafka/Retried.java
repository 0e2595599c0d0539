// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.kafka;

import io.stillwatch.store.journal.JournalFailed;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// A thread whose work is begun again as long as brokers do not answer.
final class Retried implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final long PAUSE = 1_000;

  private final String name;
  private final Work work;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  /// What is done until it is stopped.
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /// It does not run yet.
  ///
  /// @param name what it is called in the log
  Retried(String name, Work work) {
    this.name = name;
    this.work = work;
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isStopped() {
    return stopped;
  }

  /// What has ended it for good; empty while it goes on.
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    boolean told = false;
    while (!stopped) {
      try {
        work.run();
        told = false;
      } catch (KafkaException | JournalFailed e) {
        if (!told) {
          LOG.log(Logger.Level.WARNING, name + " have to wait; tried again every second: " + e);
        }
        told = true;
        pause();
      } catch (InterruptedException e) {
        stopped = true;
      } catch (IOException e) {
        ends(e, String.valueOf(e.getMessage()));
        return;
      } catch (RuntimeException | Error e) {
        ends(e, e.getClass().getName()); // what it says may quote a request
        return;
      }
    }
  }

  private void ends(Throwable e, String why) {
    failure = e;
    LOG.log(Logger.Level.ERROR, name + " have stopped: " + why);
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
