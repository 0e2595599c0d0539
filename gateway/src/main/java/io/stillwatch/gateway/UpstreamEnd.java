// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A connection to the upstream: in use by one request, or idle in the pool. On the event loop of
/// whoever uses it.
@SuppressWarnings("FutureReturnValueIgnored") // What fails closes the channel, and that is heard.
final class UpstreamEnd extends ChannelInboundHandlerAdapter {
  private final Upstreams pool;
  private @Nullable User user;
  private @Nullable Channel channel;

  UpstreamEnd(Upstreams pool) {
    this.pool = pool;
  }

  /// Whoever has a request on this connection.
  interface User {
    void head(HttpResponse head);

    /// Releases it.
    void piece(HttpContent piece);

    /// No more for now: time to flush, and to ask for more.
    void pause();

    void writable();

    /// The connection is gone.
    void broke();
  }

  void use(User next, Channel own) {
    user = next;
    channel = own;
  }

  private Channel channel() {
    Channel known = channel;
    if (known == null) {
      throw new AssertionError("a connection is used after it is open");
    }
    return known;
  }

  void write(HttpObject part) {
    channel().write(part, channel().voidPromise());
  }

  void flush() {
    channel().flush();
  }

  void read() {
    channel().read();
  }

  boolean writable() {
    return channel().isWritable();
  }

  /// Ready for another request.
  void giveBack() {
    user = null;
    pool.give(this, channel());
  }

  /// Of no use any more; the upstream notices that nobody listens.
  void drop() {
    user = null;
    channel().close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    User current = user;
    if (current == null) {
      // Bytes that nobody asked for.
      ReferenceCountUtil.release(message);
      ctx.close();
    } else if (!(message instanceof HttpObject object) || object.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      broken(ctx);
    } else if (message instanceof HttpResponse head) {
      current.head(head);
    } else if (message instanceof HttpContent piece) {
      current.piece(piece);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    User current = user;
    if (current != null) {
      current.pause();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    User current = user;
    if (current != null) {
      current.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    pool.gone(ctx.channel());
    User current = user;
    user = null;
    if (current != null) {
      current.broke();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    broken(ctx);
  }

  private void broken(ChannelHandlerContext ctx) {
    User current = user;
    user = null;
    ctx.close();
    if (current != null) {
      current.broke();
    }
  }
}
