// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A thread whose work is begun again after failures that pass, such as of brokers that do not
/// answer.
public final class Retried implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final long PAUSE = 1_000;

  private final String name;
  private final Predicate<Exception> passes;
  private final Work work;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean waits;
  private volatile @Nullable Throwable failure;

  /// What is done until it is stopped.
  public interface Work {
    void run() throws IOException, InterruptedException;
  }

  /// It does not run yet.
  ///
  /// @param name what it is called in the log, a plural
  /// @param passes which failures are waited out; any other ends it
  public Retried(String name, Predicate<Exception> passes, Work work) {
    this.name = name;
    this.passes = passes;
    this.work = work;
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /// Begins.
  public void start() {
    thread.start();
  }

  /// Whether it is to end.
  public boolean isStopped() {
    return stopped;
  }

  /// What has ended it for good; empty while it goes on.
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /// How it stands.
  public Feed.State state() {
    if (failure != null) {
      return Feed.State.ENDED;
    }
    return waits ? Feed.State.WAITS : Feed.State.FOLLOWS;
  }

  /// To be called by the work when it has got on.
  public void goesOn() {
    waits = false;
  }

  private void run() {
    while (!stopped && failure == null) {
      try {
        work.run();
        waits = false;
      } catch (InterruptedException e) {
        stopped = true;
      } catch (Exception e) {
        failed(e);
      } catch (Error e) {
        ends(e, e.getClass().getName());
      }
    }
  }

  private void failed(Exception e) {
    if (passes.test(e)) {
      if (!waits) {
        LOG.log(Logger.Level.WARNING, name + " have to wait; tried again every second: " + e);
      }
      waits = true;
      pause();
    } else if (e instanceof IOException) {
      ends(e, String.valueOf(e.getMessage()));
    } else {
      ends(e, e.getClass().getName()); // what it says may quote a request
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
