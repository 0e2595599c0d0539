// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How long one connection has kept the server waiting in the request at hand: for its line, its
/// headers, its body, and for room to write the answer to. Time that the server takes itself does
/// not count, and whatever goes through is worth some time. One thread reads and writes; others may
/// ask.
final class Patience {
  /// Who sends or takes so much a second is not slow.
  private static final long BYTES_A_SECOND = 8_192;

  private static final long SECOND = 1_000_000_000;

  private final LongSupplier nanos;
  private boolean blocked;
  private long since;
  private long waited;
  private long bytes;

  /// @param nanos a clock
  Patience(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// The next request begins.
  synchronized void begin() {
    waited = 0;
    bytes = 0;
  }

  /// For how long it has been waited, less what went through was worth.
  synchronized Duration used() {
    long all = waited + (blocked ? nanos.getAsLong() - since : 0);
    return Duration.ofNanos(Math.max(0, all - bytes * SECOND / BYTES_A_SECOND));
  }

  private synchronized void block() {
    blocked = true;
    since = nanos.getAsLong();
  }

  private synchronized void go(long through) {
    blocked = false;
    waited += nanos.getAsLong() - since;
    bytes += through;
  }

  /// The same bytes, with the wait for them counted.
  DataReader reading(DataReader reader) {
    return DataReader.create(() -> next(reader));
  }

  private byte[] next(DataReader reader) {
    int through = 0;
    block();
    try {
      reader.ensureAvailable();
      through = reader.available();
      return reader.readBytes(through);
    } finally {
      go(through);
    }
  }

  /// The same writer, with the wait for room counted.
  DataWriter writing(DataWriter writer) {
    return new DataWriter() {
      @Override
      public void write(BufferData... buffers) {
        timed(BufferData.create(buffers), writer::write);
      }

      @Override
      public void write(BufferData buffer) {
        timed(buffer, writer::write);
      }

      @Override
      public void writeNow(BufferData... buffers) {
        timed(BufferData.create(buffers), writer::writeNow);
      }

      @Override
      public void writeNow(BufferData buffer) {
        timed(buffer, writer::writeNow);
      }

      @Override
      public void flush() {
        timed(BufferData.empty(), nothing -> writer.flush());
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  private interface Write {
    void of(BufferData buffer);
  }

  private void timed(BufferData buffer, Write write) {
    int through = buffer.available();
    block();
    try {
      write.of(buffer);
    } finally {
      go(through);
    }
  }
}
