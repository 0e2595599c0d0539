// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Counts the bytes that a caller has sent.
final class Meter extends ChannelInboundHandlerAdapter {
  private long bytes;

  long bytes() {
    return bytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf piece) {
      bytes += piece.readableBytes();
    }
    ctx.fireChannelRead(message);
  }
}
