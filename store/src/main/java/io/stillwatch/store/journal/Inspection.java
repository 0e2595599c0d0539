// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/// Reads a whole segment, and tells a write that was never finished from damage: the former can
/// only be the very last thing in the very last segment, because nothing is written before what
/// came before it is on disk.
final class Inspection {
  private static final byte FIRST_OF_MAGIC = 'S';

  private final Segment segment;
  private final MemorySegment bytes;

  private Inspection(Segment segment, MemorySegment bytes) {
    this.segment = segment;
    this.bytes = bytes;
  }

  /// How far a segment is good.
  ///
  /// @param next position after its last record
  /// @param good bytes up to there; 0 when not even the head was finished
  /// @param torn bytes after them
  record Found(long next, long good, long torn) {}

  /// @param last whether no segment follows
  /// @throws DamagedJournal when something is lost that had been acknowledged
  static Found inspect(Segment segment, boolean last) throws IOException {
    try (FileChannel channel = segment.read();
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      if (last && size < Segment.HEAD) {
        return new Found(segment.first(), 0, size);
      }
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, size, arena);
      var inspection = new Inspection(segment, bytes);
      segment.checkHead(inspection.from(0));
      return inspection.walk(last);
    }
  }

  private Found walk(boolean last) {
    long position = segment.first();
    long offset = Segment.HEAD;
    Optional<Frame> frame = frame(offset, position);
    while (frame.isPresent()) {
      position += frame.get().records();
      offset += frame.get().bytes();
      frame = frame(offset, position);
    }
    long rest = bytes.byteSize() - offset;
    if (rest > 0 && !last) {
      throw new DamagedJournal(segment.file(), offset, "what stands there is not what was written");
    }
    if (rest > 0 && goodAfter(offset, position)) {
      throw new DamagedJournal(
          segment.file(), offset, "what stands there is not what was written, and more follows it");
    }
    return new Found(position, offset, rest);
  }

  /// The frame at this place, if it is whole and begins with this record.
  private Optional<Frame> frame(long offset, long position) {
    ByteBuffer here = from(offset);
    return Frame.head(here)
        .filter(frame -> frame.position() == position)
        .filter(frame -> frame.bytes() <= here.limit())
        .filter(frame -> frame.intact(here));
  }

  private boolean goodAfter(long offset, long position) {
    for (long at = offset + 1; at <= bytes.byteSize() - Frame.HEAD; at++) {
      if (bytes.get(JAVA_BYTE, at) == FIRST_OF_MAGIC && isGood(from(at), position)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGood(ByteBuffer here, long position) {
    return Frame.head(here)
        .filter(frame -> frame.position() > position)
        .filter(frame -> frame.bytes() <= here.limit())
        .filter(frame -> frame.intact(here))
        .isPresent();
  }

  private ByteBuffer from(long offset) {
    long length = Math.min(bytes.byteSize() - offset, Frame.HEAD + (long) Frame.MOST);
    return bytes.asSlice(offset, length).asByteBuffer();
  }
}
