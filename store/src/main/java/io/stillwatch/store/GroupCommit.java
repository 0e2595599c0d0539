// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Changes of many threads in one transaction: what comes while the disk works is written together,
/// in the order in which it came, so that many callers pay for one `fsync`.
///
/// Commits are made on threads of the operating system, one for each group that is busy: a virtual
/// thread that waits for the disk inside SQLite would keep its carrier, of which there are as many
/// as cores, from all others.
///
/// @param <C> a change
/// @param <R> what its caller gets
public final class GroupCommit<C, R> {
  private static final ExecutorService DISKS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("group commit ", 0).factory()); // ends when idle

  private final int most;
  private final ToIntFunction<C> weight;
  private final Function<List<C>, List<R>> commit;
  private final ConcurrentLinkedQueue<Seat<C, R>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger callers = new AtomicInteger();
  private volatile @Nullable Thread writer;

  /// @param most weight of what is written together; the first goes even when it has more
  /// @param commit writes all of them in one transaction and answers each, in the same order; when
  ///   it throws, nothing of them is there
  public GroupCommit(int most, ToIntFunction<C> weight, Function<List<C>, List<R>> commit) {
    this.most = most;
    this.weight = weight;
    this.commit = commit;
  }

  private record Seat<C, R>(C change, CompletableFuture<R> answer) {}

  /// Others that were in the same transaction failed, so that it says nothing of this one.
  private static final class Together extends RuntimeException {
    private static final long serialVersionUID = 1;

    Together(Throwable cause) {
      super(cause);
    }
  }

  /// Returns when it is committed. When those that were written together fail, each is tried once
  /// more by itself, so that one that cannot be written harms no other.
  ///
  /// @throws RuntimeException what `commit` throws of this change alone
  /// @throws IllegalStateException from inside a change, which would wait for itself
  public R write(C change) {
    if (Thread.currentThread().equals(writer)) {
      throw new IllegalStateException("a change makes no other change; make it afterwards");
    }
    var seat = new Seat<C, R>(change, new CompletableFuture<>());
    waiting.add(seat);
    callers.incrementAndGet();
    try {
      return answer(seat);
    } catch (CompletionException e) {
      if (e.getCause() instanceof Together) {
        return commit.apply(List.of(change)).getFirst();
      }
      throw e.getCause() instanceof RuntimeException own ? own : e;
    } finally {
      callers.decrementAndGet();
    }
  }

  private R answer(Seat<C, R> seat) {
    try {
      begin();
    } catch (RuntimeException | Error e) {
      waiting.remove(seat); // or it would be written although its caller was told that it failed
      throw e;
    }
    return seat.answer.join();
  }

  private void begin() {
    if (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
      try {
        DISKS.execute(this::drain);
      } catch (RuntimeException | Error e) { // no thread to be had; who comes next tries again
        busy.set(false);
        throw e;
      }
    }
  }

  private void drain() {
    try {
      writer = Thread.currentThread();
      while (!waiting.isEmpty()) {
        together(next());
      }
    } finally {
      writer = null;
      busy.set(false);
    }
    begin(); // whoever came between the last look and now
  }

  private void together(List<Seat<C, R>> seats) {
    try {
      List<R> answers = commit.apply(seats.stream().map(Seat::change).toList());
      for (int i = 0; i < seats.size(); i++) {
        seats.get(i).answer.complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      Throwable told = seats.size() > 1 ? new Together(e) : e;
      seats.forEach(seat -> seat.answer.completeExceptionally(told));
    }
  }

  private List<Seat<C, R>> next() {
    var seats = new ArrayList<Seat<C, R>>();
    long sum = 0;
    for (Seat<C, R> one = waiting.peek(); one != null; one = waiting.peek()) {
      sum += weight.applyAsInt(one.change);
      if (!seats.isEmpty() && sum > most) {
        return seats;
      }
      Seat<C, R> taken = waiting.poll();
      if (taken != null) { // nobody gave up meanwhile
        seats.add(taken);
      }
    }
    return seats;
  }

  /// How many callers have handed in a change and have no answer yet.
  public int callers() {
    return callers.get();
  }
}
