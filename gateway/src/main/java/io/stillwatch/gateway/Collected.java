// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// A request body while it comes in. Room for it is taken before it is, and given back by
/// [#close()].
final class Collected implements AutoCloseable {
  private final Proxy proxy;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private long room;

  Collected(Proxy proxy) {
    this.proxy = proxy;
  }

  /// @throws BadRequest when it becomes too long, or all bodies together do
  void add(ByteBuf piece) {
    int more = piece.readableBytes();
    if (more == 0) {
      return;
    }
    int most = proxy.config().limits().body();
    if (bytes.readableBytes() + more > most) {
      throw new BadRequest(413, "the request is longer than " + most + " bytes");
    }
    if (!proxy.hold(more)) {
      throw new BadRequest(503, "too many requests are held right now; try again");
    }
    room += more;
    if (bytes.capacity() == 0) {
      bytes = Unpooled.buffer(more, most);
    }
    bytes.writeBytes(piece);
  }

  /// @throws BadRequest when it is not UTF-8
  byte[] whole() {
    if (!ByteBufUtil.isText(bytes, StandardCharsets.UTF_8)) {
      throw new BadRequest(400, "the body is not UTF-8");
    }
    byte[] whole = ByteBufUtil.getBytes(bytes);
    bytes = Unpooled.EMPTY_BUFFER;
    return whole;
  }

  @Override
  public void close() {
    proxy.release(room);
    room = 0;
    bytes = Unpooled.EMPTY_BUFFER;
  }
}
