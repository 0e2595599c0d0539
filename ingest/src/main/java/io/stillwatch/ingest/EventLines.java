// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Cuts server-sent events out of a stream of bytes (WHATWG HTML, 9.2.6): lines end at `\n`, `\r`
/// or both, an event at an empty line; its `data` lines are joined by `\n`. Of the other fields
/// none is needed.
final class EventLines {
  private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

  private int most;
  private final Consumer<byte[]> event;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
  private boolean afterReturn;
  private boolean tooLong;
  private boolean whole = true;

  EventLines(int most, Consumer<byte[]> event) {
    this.most = most;
    this.event = event;
  }

  void take(byte[] chunk) {
    int from = 0;
    for (int i = 0; i < chunk.length; i++) {
      byte b = chunk[i];
      if (b == '\n' || b == '\r') {
        add(chunk, from, i);
        from = i + 1;
        if (b == '\r' || !afterReturn) {
          endLine();
        }
      }
      afterReturn = b == '\r';
    }
    add(chunk, from, chunk.length);
  }

  int held() {
    return line.size() + data.size();
  }

  /// From now on events may be so long.
  void shorten(int bytes) {
    most = Math.min(most, bytes);
  }

  boolean whole() {
    return whole;
  }

  /// A stream may end without the empty line after its last event.
  void end() {
    endLine();
    dispatch();
  }

  private void add(byte[] chunk, int from, int to) {
    if (held() + to - from > most) {
      tooLong = true;
      line.reset();
      data.reset();
    }
    if (!tooLong) {
      line.write(chunk, from, to - from);
    }
  }

  private void endLine() {
    if (line.size() == 0) {
      dispatch();
      return;
    }
    byte[] bytes = line.toByteArray();
    line.reset();
    if (bytes.length >= DATA.length
        && java.util.Arrays.equals(bytes, 0, DATA.length, DATA, 0, DATA.length)) {
      int from = bytes.length > DATA.length && bytes[DATA.length] == ' ' ? 1 : 0;
      if (data.size() > 0) {
        data.write('\n');
      }
      data.write(bytes, DATA.length + from, bytes.length - DATA.length - from);
    }
  }

  private void dispatch() {
    if (tooLong) {
      whole = false;
      tooLong = false;
    } else if (data.size() > 0) {
      event.accept(data.toByteArray());
    }
    data.reset();
  }
}
