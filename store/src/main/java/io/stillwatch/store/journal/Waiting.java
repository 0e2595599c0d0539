// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import io.stillwatch.model.desk.Drop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What was handed in and is not on disk yet; bounded by its bytes.
final class Waiting {
  private final JournalConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Append> all = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  Waiting(JournalConfig config) {
    this.config = config;
  }

  /// One call.
  ///
  /// @param bytes what its records take in a frame
  /// @param done completed with the position after the last of them
  record Append(List<byte[]> records, long bytes, CompletableFuture<Long> done) {
    static Append of(List<byte[]> records) {
      long bytes = 0;
      for (byte[] one : records) {
        bytes += Frame.LENGTH + (long) one.length;
      }
      return new Append(List.copyOf(records), bytes, new CompletableFuture<>());
    }
  }

  /// Lets one in, or fails its promise at once.
  void put(Append append) {
    lock.lock();
    try {
      if (closed) {
        append.done().completeExceptionally(new IllegalStateException("the journal is closed"));
      } else if (append.bytes() > config.waitingBytes()) {
        append.done().completeExceptionally(tooLarge(append));
      } else if (bytes + append.bytes() > config.waitingBytes()) {
        append.done().completeExceptionally(full());
      } else {
        bytes += append.bytes();
        all.add(append);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The next ones to write together, as soon as there are any; none when the journal is closed and
  /// all is written. They count as waiting until [#release].
  List<Append> take() {
    lock.lock();
    try {
      while (all.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Append> group = new ArrayList<>();
      long taken = 0;
      while (!all.isEmpty()
          && (group.isEmpty() || taken + all.element().bytes() <= config.groupBytes())) {
        taken += all.element().bytes();
        group.add(all.remove());
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  void release(List<Append> group) {
    lock.lock();
    try {
      group.forEach(append -> bytes -= append.bytes());
    } finally {
      lock.unlock();
    }
  }

  /// Lets no more in.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private Drop.Full full() {
    return new Drop.Full(
        "the journal is full: %,d bytes wait for the disk; try again".formatted(bytes));
  }

  private IllegalArgumentException tooLarge(Append append) {
    return new IllegalArgumentException(
        "%,d bytes in one call; the journal takes %,d at most: bring them in several calls"
            .formatted(append.bytes(), config.waitingBytes()));
  }
}
