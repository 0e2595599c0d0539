// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream of server-sent events. Whole events pass at once; the beginning of one waits for its
/// end, which no client notices, because it acts on whole events only. An event that gets too long
/// to wait for ends the looking: from there on bytes pass as they come.
///
/// Format: WHATWG HTML, section 9.2. Only events that hold counts are parsed.
final class SeenStream extends Seen {
  private static final int LONGEST = 1 << 20;
  private static final ByteBuf USAGE =
      Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer("\"usage\"".getBytes(US_ASCII)))
          .asReadOnly();
  private static final byte[] DATA = "data:".getBytes(US_ASCII);

  private final boolean hideUsage;
  private @Nullable ByteBuf begun;
  private long events;
  private boolean blind;

  /// @param hideUsage whether the caller has not asked for the chunk that holds the usage
  SeenStream(int most, Room room, boolean hideUsage) {
    super(most, room);
    this.hideUsage = hideUsage;
  }

  @Override
  ByteBuf pass(ByteBuf piece) {
    keep(piece);
    if (blind) {
      return piece;
    }
    ByteBuf all = joined(piece);
    ByteBuf out = null;
    int start = all.readerIndex();
    int from = start;
    for (int end = endOfEvent(all, from); end > 0; end = endOfEvent(all, from)) {
      if (hides(all, from, end)) {
        out = out == null ? all.alloc().buffer(all.readableBytes()) : out;
        out.writeBytes(all, start, from - start);
        start = end;
      }
      from = end;
    }
    return given(all, out, start, from);
  }

  private ByteBuf joined(ByteBuf piece) {
    ByteBuf before = begun;
    begun = null;
    if (before == null) {
      return piece;
    }
    before.writeBytes(piece);
    piece.release();
    return before;
  }

  /// Gives `out` and `[start, end)`, and keeps what comes after.
  private ByteBuf given(ByteBuf all, @Nullable ByteBuf out, int start, int end) {
    int left = all.writerIndex() - end;
    if (left > LONGEST) {
      blind = true;
      end = all.writerIndex();
    } else if (left > 0) {
      begun = all.alloc().buffer(Math.max(256, 2 * left), Integer.MAX_VALUE);
      begun.writeBytes(all, end, left);
    }
    if (out != null) {
      out.writeBytes(all, start, end - start);
      all.release();
      return out;
    }
    return all.setIndex(start, end);
  }

  /// The index after the blank line that ends the event; 0 when its end has not come.
  private static int endOfEvent(ByteBuf all, int from) {
    int at = from;
    while (true) {
      int newline = all.indexOf(at, all.writerIndex(), (byte) '\n');
      if (newline < 0) {
        return 0;
      }
      boolean blank =
          newline == from
              || all.getByte(newline - 1) == '\n'
              || (newline >= from + 2
                  && all.getByte(newline - 1) == '\r'
                  && all.getByte(newline - 2) == '\n');
      if (blank) {
        return newline + 1;
      }
      at = newline + 1;
    }
  }

  private boolean hides(ByteBuf all, int from, int end) {
    events++;
    if (ByteBufUtil.indexOf(USAGE, all.slice(from, end - from)) < 0) {
      return false;
    }
    byte[] data = data(ByteBufUtil.getBytes(all, from, end - from));
    try {
      return counts().take(data) && hideUsage;
    } catch (BadRequest notJson) {
      return false;
    }
  }

  /// The data of an event that has one line of it, as those of all model APIs have.
  private static byte[] data(byte[] event) {
    int at = 0;
    while (at < event.length && !startsWith(event, at)) {
      do {
        at++;
      } while (at < event.length && event[at - 1] != '\n');
    }
    int from = Math.min(event.length, at + DATA.length);
    int to = from;
    while (to < event.length && event[to] != '\n' && event[to] != '\r') {
      to++;
    }
    return Arrays.copyOfRange(event, from, to);
  }

  private static boolean startsWith(byte[] event, int at) {
    int to = Math.min(event.length, at + DATA.length);
    return Arrays.equals(event, at, to, DATA, 0, DATA.length);
  }

  @Override
  ByteBuf rest() {
    ByteBuf rest = begun;
    begun = null;
    return rest == null ? Unpooled.EMPTY_BUFFER : rest;
  }

  /// Model APIs send about one token an event.
  @Override
  long estimate() {
    return events;
  }

  @Override
  void close() {
    rest().release();
    super.close();
  }
}
