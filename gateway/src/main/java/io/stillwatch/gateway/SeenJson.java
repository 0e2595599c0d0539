// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// A reply of one JSON text, which is read when it is whole.
final class SeenJson extends Seen {
  private long bytes;

  SeenJson(int most, Room room) {
    super(most, room);
  }

  @Override
  ByteBuf pass(ByteBuf piece) {
    bytes += piece.readableBytes();
    keep(piece);
    return piece;
  }

  @Override
  ByteBuf rest() {
    if (!cut()) {
      try {
        counts().take(kept());
      } catch (BadRequest notJson) {
        // Whatever it is, it has no counts.
      }
    }
    return Unpooled.EMPTY_BUFFER;
  }

  @Override
  long estimate() {
    return bytes / Asked.BYTES_A_TOKEN;
  }
}
