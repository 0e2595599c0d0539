// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static java.nio.file.StandardOpenOption.WRITE;

import io.stillwatch.store.journal.Waiting.Append;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/// The end of the last segment, where one thread writes. After a failure it cuts off whatever may
/// have been written before it writes again; a checksum alone would not do, for pages of a failed
/// `fsync` may reach the disk or not.
final class Tail implements AutoCloseable {
  private final Path folder;
  private final JournalConfig config;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
  private FileChannel channel;
  private End end;
  private boolean soiled;

  Tail(Path folder, JournalConfig config, End end) throws IOException {
    this.folder = folder;
    this.config = config;
    this.end = end;
    this.channel = FileChannel.open(Segment.named(folder, end.segment()).file(), WRITE);
  }

  End end() {
    return end;
  }

  /// Writes all as one frame, on disk when this returns.
  void write(List<Append> group) throws IOException {
    mend();
    if (end.offset() >= config.segmentBytes() && end.position() > end.segment()) {
      roll();
    }
    Frame frame = fill(group);
    soiled = true;
    Segment.write(channel, buffer, end.offset());
    channel.force(false);
    soiled = false;
    end = new End(end.position() + frame.records(), end.segment(), end.offset() + frame.bytes());
  }

  private void mend() throws IOException {
    if (soiled) {
      channel.truncate(end.offset());
      channel.force(true);
      soiled = false;
    }
  }

  private void roll() throws IOException {
    FileChannel next = Segment.create(folder, end.position());
    channel.close();
    channel = next;
    end = new End(end.position(), end.position(), Segment.HEAD);
  }

  private Frame fill(List<Append> group) {
    long bytes = Frame.HEAD;
    for (Append append : group) {
      bytes += append.bytes();
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect((int) bytes);
    }
    buffer.clear().position(Frame.HEAD);
    int records = 0;
    for (Append append : group) {
      for (byte[] one : append.records()) {
        buffer.putInt(one.length).put(one);
      }
      records += append.records().size();
    }
    return Frame.seal(buffer, end.position(), records);
  }

  /// Cuts off what was never acknowledged, if anything is there.
  @Override
  public void close() throws IOException {
    try (FileChannel closing = channel) {
      if (closing.isOpen()) {
        mend();
      }
    }
  }
}
