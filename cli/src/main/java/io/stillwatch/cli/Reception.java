// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.detect.Registry;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.ExternalSort;
import io.stillwatch.runtime.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Reads the source on all threads: each takes a block of lines, makes observations of them and
/// hands these to the sort. Words go no further than here. The first thread that fails stops the
/// others.
final class Reception {
  private final DetectConfig config;
  private final Registry registry;
  private final Networks networks;
  private final ExternalSort<Message> sort;
  private final Tally tally = new Tally();
  private final AtomicLong seen = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Path newest;

  Reception(DetectConfig config, Registry registry, Networks networks, ExternalSort<Message> sort) {
    this.config = config;
    this.registry = registry;
    this.networks = networks;
    this.sort = sort;
  }

  /// What was counted, once all is read.
  Tally tally() {
    return tally;
  }

  /// Reads to the end.
  ///
  /// @throws Failure when a log cannot be read on, or the sort not be written
  void read(Source source, Rejects rejects, int threads, Progress progress) {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var workers = new ArrayList<Future<Tally>>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(() -> work(source, rejects, progress)));
      }
      for (Future<Tally> worker : workers) {
        tally.add(worker.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reading thread ended outside of its own care", e);
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
      Thread.currentThread().interrupt();
    }
    report(failure.get());
  }

  private Tally work(Source source, Rejects rejects, Progress progress) {
    Intake<Message> intake = sort.intake();
    var worker = new Receiver(Detection.reader(config, registry), networks, intake);
    try {
      while (failure.get() == null && next(source, worker, rejects)) {
        progress.update(source.bytesRead(), source.bytesTotal(), seen.get());
      }
      worker.close();
    } catch (Throwable e) { // kept for the calling thread, which throws it on
      failure.compareAndSet(null, e);
    }
    return worker.tally();
  }

  /// Reads one more block; false when there is none.
  private boolean next(Source source, Receiver worker, Rejects rejects) throws IOException {
    Block block = source.next();
    if (block == null) {
      return false;
    }
    worker.begin();
    block.read(worker);
    newest = worker.file();
    rejects.block(block.ordinal(), worker.takeRejected());
    seen.addAndGet(worker.takeSeen());
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
