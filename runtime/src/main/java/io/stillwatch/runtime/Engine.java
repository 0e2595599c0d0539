// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Interprets a [Pipeline] in this process. Input comes in the order of (at, tie); the engine takes
/// it in epochs that never cut a millisecond, runs each stage's partitions in parallel, and sorts
/// what they send before the next stage sees it. So every key meets its messages in one order,
/// whatever the number of threads or the size of an epoch. Epochs follow each other through the
/// stages as on a belt: while the last stage judges one day, the first reads the next.
///
/// A tick asked for time T runs after all messages of time T and before any later one.
///
/// @param <I> what the first stage takes
/// @param <O> what the last stage sends
public final class Engine<I extends Message, O extends Message> implements AutoCloseable {
  /// Epochs under way at a time; more would only fill memory.
  private static final int UNDER_WAY = 4;

  private final List<StageRunner<?, ?, ?>> runners = new ArrayList<>();

  /// For each stage, when it is done with the newest epoch.
  private final List<CompletableFuture<Void>> done = new ArrayList<>();

  private CompletableFuture<Void> sunk = CompletableFuture.completedFuture(null);
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final ForkJoinPool pool;
  private final int epoch;

  /// @param threads worker threads, at least 1
  /// @param epoch about how many messages to take at a time, at least 1
  /// @param mode strict writes and re-reads every message and state, to prove the wire forms
  public Engine(Pipeline<I, O> pipeline, int threads, int epoch, Mode mode) {
    if (threads < 1 || epoch < 1) {
      throw new IllegalArgumentException("an engine needs a thread and an epoch of a message");
    }
    this.epoch = epoch;
    pool = new ForkJoinPool(threads);
    for (Stage<?, ?, ?> stage : pipeline.stages()) {
      runners.add(new StageRunner<>(stage, mode));
      done.add(CompletableFuture.completedFuture(null));
    }
  }

  /// How to treat messages and states between steps.
  public enum Mode {
    /// Hand them on as they are.
    FAST,
    /// Write and re-read each of them.
    STRICT
  }

  /// Runs to the end of the input and on until no stage wants to be woken again.
  ///
  /// @throws OutOfOrder when a message is earlier than one before it
  public void run(Iterator<I> input, Consumer<O> sink) {
    take(input, sink);
    finish(sink);
  }

  /// Takes all of the input; more may follow, and a snapshot may be made.
  ///
  /// @throws OutOfOrder when a message is earlier than one before it
  public void take(Iterator<I> input, Consumer<O> sink) {
    while (input.hasNext()) {
      feed(input, sink);
    }
    flush(sink);
    settle();
  }

  /// Tells the stages that nothing more will come of this time or of one before it, so that what
  /// waits for it happens now.
  ///
  /// @param time event time; one that has passed changes nothing
  public void advanceTo(long time, Consumer<O> sink) {
    flush(sink);
    if (time > newest) {
      newest = time;
      advance(new ArrayList<>(), time, sink);
    }
    settle();
  }

  /// Event time up to which everything was taken; `Long.MIN_VALUE` before the first.
  public long newest() {
    return newest;
  }

  /// Takes one epoch from the input. What it leads to may reach the sink later, on another thread,
  /// but in order and at the latest before [#finish] returns.
  public void feed(Iterator<I> input, Consumer<O> sink) {
    var batch = new ArrayList<Message>(epoch + 64);
    I next = held != null ? held : input.hasNext() ? input.next() : null;
    held = null;
    while (next != null) {
      if (next.at() < newest) {
        throw new OutOfOrder(newest, next.at());
      }
      if (batch.size() >= epoch && next.at() > newest) {
        held = next;
        break;
      }
      newest = next.at();
      batch.add(next);
      next = input.hasNext() ? input.next() : null;
    }
    if (!batch.isEmpty()) {
      advance(batch, newest, sink);
    }
  }

  private @Nullable I held;
  private long newest = Long.MIN_VALUE;

  /// Tells the stages that nothing more will come.
  public void finish(Consumer<O> sink) {
    flush(sink);
    advance(new ArrayList<>(), Long.MAX_VALUE - 1, sink);
    settle();
  }

  private void flush(Consumer<O> sink) {
    if (held != null) {
      var last = new ArrayList<Message>(List.of(held));
      held = null;
      advance(last, last.getFirst().at(), sink);
    }
  }

  private void advance(List<Message> batch, long watermark, Consumer<O> sink) {
    room.acquireUninterruptibly();
    if (sunk.isCompletedExceptionally()) {
      settle();
    }
    CompletableFuture<List<Message>> messages = CompletableFuture.completedFuture(batch);
    for (int s = 0; s < runners.size(); s++) {
      StageRunner<?, ?, ?> runner = runners.get(s);
      messages =
          messages.thenCombineAsync(
              done.get(s), (in, before) -> runner.advance(in, watermark, pool), pool);
      done.set(s, messages.thenAccept(out -> {}));
    }
    sunk =
        messages
            .thenCombine(sunk, (out, before) -> give(out, sink))
            .whenComplete((nothing, failure) -> room.release());
  }

  private static <O> @Nullable Void give(List<Message> messages, Consumer<O> sink) {
    for (Message message : messages) {
      @SuppressWarnings("unchecked") // the pipeline's types fit by construction
      O out = (O) message;
      sink.accept(out);
    }
    return null;
  }

  /// Waits for all epochs under way.
  private void settle() {
    try {
      sunk.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  /// Writes the state of every stage; call between epochs with no input held back.
  ///
  /// @throws IllegalStateException when an input message is held back
  public void snapshot(DataOutput out) throws IOException {
    settle();
    if (held != null) {
      throw new IllegalStateException("a snapshot is taken when the input is at its end");
    }
    for (StageRunner<?, ?, ?> runner : runners) {
      runner.snapshot(out);
    }
  }

  /// Reads what [#snapshot] wrote, into an engine that has not run yet.
  ///
  /// @throws IOException when the snapshot is of another pipeline or form
  public void restore(DataInput in) throws IOException {
    for (StageRunner<?, ?, ?> runner : runners) {
      runner.restore(in);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /// The input was not in order.
  public static final class OutOfOrder extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    OutOfOrder(long before, long now) {
      super("input goes back in time, from " + before + " to " + now + "; sort it first");
    }
  }
}
