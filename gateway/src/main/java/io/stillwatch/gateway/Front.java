// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.stillwatch.gateway.GatewayStats.Count;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A caller's connection: one request after the other. It reads only what somebody asks for, so
/// that a slow upstream slows the caller and fills no memory.
@SuppressWarnings("FutureReturnValueIgnored") // What fails closes the channel, and that is heard.
final class Front extends ChannelInboundHandlerAdapter implements Rounds.Patient {
  private final Parts parts;
  private final Clockwork clockwork;
  private final Rounds rounds;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Turn turn;
  private final Deque<Object> inbox = new ArrayDeque<>();
  private boolean keep;
  private boolean whole;
  private boolean expects;
  private boolean wants;
  private boolean handling;

  Front(Parts parts, Meter meter, Rounds rounds) {
    this.parts = parts;
    this.clockwork = new Clockwork(parts.config().patience(), meter);
    this.rounds = rounds;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    rounds.add(this);
    clockwork.idle();
    more();
  }

  private ChannelHandlerContext ctx() {
    ChannelHandlerContext known = context;
    if (known == null) {
      throw new AssertionError("a connection is active before it is used");
    }
    return known;
  }

  /// Asks for one more message. One socket read may decode many, of more than one request; they
  /// wait here, and are handled one by one as they are asked for.
  private void more() {
    wants = true;
    handle();
  }

  private void handle() {
    if (handling) {
      return;
    }
    handling = true;
    while (wants && !inbox.isEmpty()) {
      wants = false;
      take(inbox.remove());
    }
    handling = false;
    if (wants) {
      ctx().read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    inbox.add(message);
    handle();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (wants) {
      ctx.read();
    }
    ctx.flush();
  }

  private void take(Object message) {
    if (message instanceof HttpRequest request) {
      head(request);
    } else if (message instanceof HttpContent piece) {
      piece(piece);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void head(HttpRequest request) {
    if (clockwork.lingers()) {
      more();
      return;
    }
    whole = false;
    keep = HttpUtil.isKeepAlive(request);
    expects = HttpUtil.is100ContinueExpected(request);
    clockwork.body();
    try {
      Head.check(request);
      var remote = (InetSocketAddress) ctx().channel().remoteAddress();
      Turn begun = parts.turn(new Incoming(request, remote, ctx().channel().eventLoop()), this);
      turn = begun;
      begun.start();
    } catch (BadRequest bad) {
      parts.stats().add(Count.BAD);
      keep = false;
      reply(Reply.error(bad.status(), bad.words()));
    }
  }

  private void piece(HttpContent piece) {
    Turn current = turn;
    boolean last = piece instanceof LastHttpContent;
    whole |= last;
    if (current == null) {
      piece.release();
      if (clockwork.lingers()) {
        more();
      }
      return;
    }
    if (piece.decoderResult().isFailure()) {
      piece.release();
      parts.stats().add(Count.BAD);
      hangUp();
      return;
    }
    if (last) {
      clockwork.reply();
    }
    current.body(piece);
    if (last && turn != null) {
      // The next request would wait, but the news that the caller has left comes this way too.
      ctx().read();
    }
  }

  /// Asks for the next piece of the body.
  void want() {
    if (whole) {
      return;
    }
    if (expects) {
      expects = false;
      ctx()
          .writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    clockwork.wants();
    more();
  }

  /// The body has to wait for somebody else.
  void rest() {
    clockwork.rests();
  }

  boolean writable() {
    return ctx().channel().isWritable();
  }

  /// A part of the reply, its head first; [#done] follows its end.
  void send(HttpObject part) {
    if (part instanceof HttpResponse head) {
      keep &= !parts.draining();
      HttpUtil.setKeepAlive(head, keep && whole);
      clockwork.reply();
    }
    ctx().write(part, ctx().voidPromise());
  }

  void flush() {
    ctx().flush();
  }

  /// The whole reply at once.
  void reply(Reply reply) {
    send(reply.message());
    done();
  }

  /// The reply is complete.
  void done() {
    turn = null;
    if (!keep || !whole) {
      linger();
      return;
    }
    flush();
    clockwork.idle();
    more();
  }

  /// Closes after the reply, but not at once: a caller who is still sending would lose the reply.
  private void linger() {
    clockwork.linger();
    if (whole) {
      ctx().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      flush();
      more();
    }
  }

  /// Ends the connection where it is.
  void hangUp() {
    Turn current = turn;
    turn = null;
    if (current != null) {
      current.gone();
    }
    ctx().close();
  }

  @Override
  public void tick() {
    Turn current = turn;
    switch (clockwork.tick(ctx().channel())) {
      case FINE -> {
        if (current != null) {
          current.tick();
        } else if (parts.draining() && clockwork.isIdle()) {
          ctx().close();
        }
      }
      case OVER -> ctx().close();
      case SLOW -> {
        parts.stats().add(Count.SLOW);
        hangUp();
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Turn current = turn;
    if (current != null) {
      current.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    rounds.remove(this);
    inbox.forEach(ReferenceCountUtil::release);
    inbox.clear();
    Turn current = turn;
    turn = null;
    if (current != null) {
      current.gone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    parts.failed(cause);
    hangUp();
  }
}
