// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// A question to the gateway itself: collects its body and opens the door.
final class DoorTurn implements Turn {
  private final Incoming in;
  private final Front line;
  private final Door door;
  private final int most;
  private @Nullable ByteBuf body;
  private boolean ended;

  DoorTurn(Incoming in, Front line, Door door, int most) {
    this.in = in;
    this.line = line;
    this.door = door;
    this.most = most;
  }

  @Override
  public void start() {
    if (HttpUtil.getContentLength(in.request(), 0L) > most) {
      tooLong();
    } else {
      line.want();
    }
  }

  private void tooLong() {
    end(Reply.error(413, "the question is longer than " + most + " bytes"));
  }

  @Override
  public void body(HttpContent piece) {
    try {
      if (ended) {
        return;
      }
      take(piece.content());
    } finally {
      piece.release();
    }
    if (ended) {
      return;
    }
    if (piece instanceof LastHttpContent) {
      answer();
    } else {
      line.want();
    }
  }

  private void take(ByteBuf bytes) {
    if (!bytes.isReadable()) {
      return;
    }
    ByteBuf held = body == null ? Unpooled.buffer(bytes.readableBytes(), most) : body;
    body = held;
    if (held.readableBytes() + bytes.readableBytes() > most) {
      tooLong();
    } else {
      held.writeBytes(bytes);
    }
  }

  private void answer() {
    byte[] bytes = body == null ? new byte[0] : ByteBufUtil.getBytes(body);
    try {
      door.answer(new Call(in, bytes), this::end);
    } catch (BadRequest bad) {
      end(Reply.error(bad.status(), bad.words()));
    } catch (RuntimeException e) {
      end(Reply.error(500, "the gateway failed; its log says at what"));
      throw e;
    }
  }

  private void end(Reply reply) {
    if (!ended) {
      ended = true;
      line.reply(reply);
    }
  }

  @Override
  public void gone() {
    ended = true;
  }
}
