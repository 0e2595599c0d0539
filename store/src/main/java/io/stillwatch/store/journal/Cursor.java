// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static io.stillwatch.model.Require.that;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a journal from a position on, record by record, and follows its end. For one thread; a
/// journal may have many. Sees only what is on disk.
public final class Cursor implements AutoCloseable {
  private final Journal journal;
  private @Nullable FileChannel channel;
  private Segment segment;
  private long offset = Segment.HEAD;
  private ByteBuffer frame = ByteBuffer.allocate(Frame.HEAD).limit(0);
  private long position;

  Cursor(Journal journal, long from) {
    this.journal = journal;
    this.segment = journal.segment(from);
    this.position = segment.first();
    skipTo(from);
  }

  /// Position of the record that [#next] gives.
  public long position() {
    return position;
  }

  /// The next record; nothing when none is there yet.
  ///
  /// @throws JournalFailed when the disk fails; the next call tries again
  /// @throws DamagedJournal when what stands there is not what was written
  public Optional<byte[]> next() {
    if (!frame.hasRemaining() && !readFrame()) {
      return Optional.empty();
    }
    byte[] one = new byte[frame.getInt()];
    frame.get(one);
    position++;
    return Optional.of(one);
  }

  /// The next records, as many as there are, so many at most; none when none is there yet.
  ///
  /// @throws JournalFailed when the disk fails; the next call tries again
  /// @throws DamagedJournal when what stands there is not what was written
  public List<byte[]> next(int most) {
    var some = new ArrayList<byte[]>();
    Optional<byte[]> one = next();
    while (one.isPresent()) {
      some.add(one.get());
      one = some.size() < most ? next() : Optional.empty();
    }
    return some;
  }

  /// Waits until there is a next record, or for so long.
  ///
  /// @return whether there is one
  public boolean await(Duration atMost) throws InterruptedException {
    return frame.hasRemaining() || journal.awaitPast(position, atMost);
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new JournalFailed(segment.file() + " cannot be closed", e);
    }
  }

  private void skipTo(long from) {
    while (position < from) {
      that(next().isPresent(), "record %,d is not in the journal".formatted(from));
    }
  }

  private boolean readFrame() {
    End end = journal.durable();
    if (position >= end.position()) {
      return false;
    }
    try {
      FileChannel from = channel();
      long readable = segment.first() == end.segment() ? end.offset() : from.size();
      if (offset >= readable) {
        turnOver();
        return readFrame();
      }
      frame = read(from);
      return true;
    } catch (IOException e) {
      throw new JournalFailed(segment.file() + " cannot be read", e);
    }
  }

  private FileChannel channel() throws IOException {
    if (channel == null || !channel.isOpen()) {
      channel = segment.read();
    }
    return channel;
  }

  private void turnOver() throws IOException {
    Segment next = journal.segment(position);
    if (next.first() != position) {
      throw new DamagedJournal(segment.file(), offset, "it ends before its last record");
    }
    close();
    channel = null;
    segment = next;
    offset = Segment.HEAD;
  }

  private ByteBuffer read(FileChannel from) throws IOException {
    ByteBuffer head = fill(from, Frame.HEAD);
    Frame here = Frame.head(head).filter(f -> f.position() == position).orElseThrow(this::damage);
    ByteBuffer whole = fill(from, (int) here.bytes());
    if (!here.intact(whole)) {
      throw damage();
    }
    offset += here.bytes();
    return whole.position(Frame.HEAD);
  }

  private ByteBuffer fill(FileChannel from, int bytes) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(bytes);
    while (into.hasRemaining()) {
      if (from.read(into, offset + into.position()) < 0) {
        throw damage();
      }
    }
    return into.flip();
  }

  private DamagedJournal damage() {
    return new DamagedJournal(segment.file(), offset, "what stands there is not what was written");
  }
}
