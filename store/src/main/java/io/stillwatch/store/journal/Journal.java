// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static io.stillwatch.model.Require.that;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.stillwatch.store.journal.Waiting.Append;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A write-ahead log: what it acknowledges outlasts the process and a loss of power. Records are
/// numbered from 0; a position is the number of the next one. Any number of threads append and
/// read; one process at a time has it open.
public final class Journal implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;
  private final NavigableMap<Long, Segment> segments;
  private final Recovery recovery;
  private final Waiting waiting;
  private final Tail tail;
  private final Thread writer;
  private final ReentrantLock growing = new ReentrantLock();
  private final Condition grown = growing.newCondition();
  private volatile End end;

  private Journal(Path folder, FileChannel lock, Opening found, JournalConfig config)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.segments = new ConcurrentSkipListMap<>(found.segments());
    this.recovery = found.recovery();
    this.waiting = new Waiting(config);
    this.tail = new Tail(folder, config, found.end());
    this.end = found.end();
    this.writer = Thread.ofPlatform().name("journal").daemon().start(this::writeAll);
  }

  /// Opens the journal of a folder, which is made when it is missing. Every byte is checked.
  ///
  /// @throws JournalInUse when it is open already
  /// @throws DamagedJournal when something that was acknowledged cannot be read
  /// @throws JournalFailed when the disk does not answer
  public static Journal open(Path folder, JournalConfig config) {
    try {
      Folders.make(folder);
      FileChannel lock = lock(folder);
      try {
        return new Journal(folder, lock, Opening.of(folder), config);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new JournalFailed("the journal in " + folder + " cannot be opened", e);
    }
  }

  /// What opening found and mended.
  public Recovery recovery() {
    return recovery;
  }

  /// Appends records, all or none. They are not copied: whoever brings them leaves them as they
  /// are. What hangs on the promise runs on the writing thread; it must be short and may not wait
  /// for another append.
  ///
  /// @return completes with the position after the last of them once they are on disk; with
  ///   [io.stillwatch.model.desk.Drop.Full] at once when too much waits; with [JournalFailed] when
  ///   the disk fails, and then none of them is there
  public CompletableFuture<Long> append(List<byte[]> records) {
    if (records.isEmpty()) {
      return CompletableFuture.completedFuture(end.position());
    }
    Append append = Append.of(records);
    waiting.put(append);
    return append.done();
  }

  /// Position of the oldest record that is still there.
  public long start() {
    return segments.firstKey();
  }

  /// Position after the newest record on disk.
  public long end() {
    return end.position();
  }

  /// Reads from a position on, and follows what is appended.
  ///
  /// @throws IllegalArgumentException when that position was dropped, or never written
  public Cursor read(long from) {
    that(
        start() <= from && from <= end(),
        "record %,d is not in the journal, which has %,d up to %,d"
            .formatted(from, start(), end()));
    return new Cursor(this, from);
  }

  /// Deletes segments all of whose records are before a position. The newest one stays.
  public synchronized void drop(long before) {
    try {
      while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= before) {
        Segment oldest = segments.firstEntry().getValue();
        segments.remove(oldest.first());
        Files.deleteIfExists(oldest.file());
        Segment.sync(folder); // in order: a crash must not leave a gap
      }
    } catch (IOException e) {
      throw new JournalFailed("an old segment of " + folder + " cannot be deleted", e);
    }
  }

  /// Writes what waits, then closes. Cursors may read on.
  @Override
  public void close() {
    waiting.close();
    joinWriter();
    try (FileChannel unlocking = lock) {
      if (unlocking.isOpen()) {
        tail.close();
      }
    } catch (IOException e) {
      throw new JournalFailed("the journal in " + folder + " cannot be closed", e);
    }
  }

  /// The folder is locked for as long as somebody may write.
  private void joinWriter() {
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  End durable() {
    return end;
  }

  /// The segment that holds a position, or would if it were written.
  Segment segment(long position) {
    var entry = segments.floorEntry(position);
    that(entry != null, "record %,d was dropped from the journal".formatted(position));
    return entry.getValue();
  }

  boolean awaitPast(long position, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    growing.lockInterruptibly();
    try {
      while (end.position() <= position && left > 0) {
        left = grown.awaitNanos(left);
      }
      return end.position() > position;
    } finally {
      growing.unlock();
    }
  }

  private void writeAll() {
    for (List<Append> group = waiting.take(); !group.isEmpty(); group = waiting.take()) {
      write(group);
    }
  }

  private void write(List<Append> group) {
    long position = end.position();
    try {
      tail.write(group);
    } catch (IOException e) {
      refuse(group, new JournalFailed("the journal in " + folder + " cannot be written", e));
      return;
    } catch (RuntimeException | Error e) {
      refuse(group, new IllegalStateException("the journal could not write", e));
      return;
    }
    publish(tail.end());
    waiting.release(group);
    for (Append append : group) {
      position += append.records().size();
      append.done().complete(position);
    }
  }

  private void refuse(List<Append> group, RuntimeException why) {
    waiting.release(group);
    group.forEach(append -> append.done().completeExceptionally(why));
  }

  private void publish(End reached) {
    segments.computeIfAbsent(reached.segment(), first -> Segment.named(folder, first));
    growing.lock();
    try {
      end = reached;
      grown.signalAll();
    } finally {
      growing.unlock();
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel file = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
    try {
      if (file.tryLock() != null) {
        return file;
      }
    } catch (OverlappingFileLockException e) {
      // by this very process
    }
    file.close();
    throw new JournalInUse(folder);
  }
}
