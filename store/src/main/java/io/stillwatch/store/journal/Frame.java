// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What one write puts into a segment: records under one checksum (CRC-32C, RFC 3720 appendix B.4),
/// so that all of them are there or none. Big-endian:
///
/// ```
/// magic 4 | checksum of the rest 4 | position of the first record 8 | records 4 | body bytes 4 | body
/// body: for each record its length 4, and its bytes
/// ```
///
/// @param position of the first record
/// @param records how many
/// @param bodyBytes length of the body
record Frame(long position, int records, int bodyBytes) {
  static final int HEAD = 24;
  static final int LENGTH = 4;

  /// No body is longer.
  static final int MOST = 1 << 30;

  private static final int MAGIC = 0x53574A46; // SWJF
  private static final int SUMMED_FROM = 8;

  long bytes() {
    return HEAD + (long) bodyBytes;
  }

  /// Writes the head in front of a body that stands in the buffer from [#HEAD] to its position, and
  /// turns the buffer for reading.
  static Frame seal(ByteBuffer buffer, long position, int records) {
    var frame = new Frame(position, records, buffer.position() - HEAD);
    buffer.flip();
    buffer.putInt(0, MAGIC);
    buffer.putLong(8, position);
    buffer.putInt(16, records);
    buffer.putInt(20, frame.bodyBytes);
    buffer.putInt(4, sum(buffer, (int) frame.bytes()));
    return frame;
  }

  /// The head that stands at the start of the buffer; nothing when none can.
  static Optional<Frame> head(ByteBuffer buffer) {
    if (buffer.limit() < HEAD || buffer.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    var frame = new Frame(buffer.getLong(8), buffer.getInt(16), buffer.getInt(20));
    boolean possible =
        frame.position >= 0
            && frame.records > 0
            && frame.bodyBytes >= (long) frame.records * LENGTH
            && frame.bodyBytes <= MOST;
    return possible ? Optional.of(frame) : Optional.empty();
  }

  /// Whether the whole frame, which stands at the start of the buffer, is as it was written.
  boolean intact(ByteBuffer buffer) {
    return buffer.getInt(4) == sum(buffer, (int) bytes());
  }

  private static int sum(ByteBuffer buffer, int end) {
    var sum = new CRC32C();
    sum.update(buffer.duplicate().position(SUMMED_FROM).limit(end));
    return (int) sum.getValue();
  }
}
