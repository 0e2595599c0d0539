// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Sink;
import io.stillwatch.ingest.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a source on all threads: each takes a block of lines and reads it with a hand of its own.
/// The first thread that fails stops the others.
final class Crew<H extends Crew.Hand> {
  private final AtomicLong seen = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Path newest;

  /// What one thread reads with.
  interface Hand extends Sink {
    /// A new block begins.
    void begin();

    /// The block is read.
    void end(Block block) throws IOException;

    /// Exchanges read since the last call.
    long takeSeen();

    /// The file that the newest entry came from.
    @Nullable Path file();

    /// Nothing more will come.
    void close();
  }

  /// Reads to the end.
  ///
  /// @return the hands, one a thread
  /// @throws Failure when a log cannot be read on, or what was read not be kept
  List<H> read(Source source, int threads, Supplier<H> hands, Progress progress) {
    var used = new ArrayList<H>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var workers = new ArrayList<Future<H>>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(() -> work(source, hands.get(), progress)));
      }
      for (Future<H> worker : workers) {
        used.add(worker.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reading thread ended outside of its own care", e);
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
      Thread.currentThread().interrupt();
    }
    report(failure.get());
    return used;
  }

  private H work(Source source, H hand, Progress progress) {
    try {
      while (failure.get() == null && next(source, hand)) {
        progress.update(source.bytesRead(), source.bytesTotal(), seen.get());
      }
      hand.close();
    } catch (Throwable e) {
      // Of any kind, running out of memory too: the other threads stop by it, and the calling
      // thread throws it on. Left to the pool, they would read to the end first.
      failure.compareAndSet(null, e);
    }
    return hand;
  }

  /// Reads one more block; false when there is none.
  private boolean next(Source source, H hand) throws IOException {
    Block block = source.next();
    if (block == null) {
      return false;
    }
    hand.begin();
    block.read(hand);
    newest = hand.file();
    hand.end(block);
    seen.addAndGet(hand.takeSeen());
    return true;
  }

  private void report(@Nullable Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case InterruptedException _ -> throw Failure.failed("interrupted while reading");
      case IOException e -> throw unreadable(e);
      case UncheckedIOException e -> throw unreadable(e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    }
  }

  private Failure unreadable(Exception e) {
    Path last = newest;
    return Failure.failed(
        "the logs cannot be read on"
            + (last == null ? "" : ", in " + last + " or after it")
            + ": "
            + Cause.of(e));
  }
}
