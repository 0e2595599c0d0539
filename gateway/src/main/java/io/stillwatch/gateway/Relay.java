// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.stillwatch.gateway.GatewayConfig.Patience;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.Usage;
import io.stillwatch.model.desk.Dialect.Kind;
import io.stillwatch.model.desk.Marker.Marking;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Used;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries an allowed request to the upstream and its reply back. Each side is read only while the
/// other takes what came; when one leaves, the other is told at once. However it ends, the permit
/// is settled once.
final class Relay implements UpstreamEnd.User {
  private final Request request;
  private final Front line;
  private final Proxy proxy;
  private final Runnable over;
  private final long begun;
  private @Nullable UpstreamEnd upstream;
  private @Nullable Seen seen;
  private State state = State.CONNECTING;
  private boolean sent;
  private boolean interim;
  private boolean reusable;
  private int status;
  private int ticks;

  /// @param head as it goes to the upstream
  /// @param looked the body, if it was looked at
  record Request(
      Incoming in,
      Route route,
      Whose whose,
      Permit permit,
      HttpRequest head,
      Optional<Looked> looked) {}

  /// A body that was looked at.
  static final class Looked {
    final Asked asked;
    final byte[] body;
    final boolean hideUsage;
    final Optional<Marking> marking;

    /// @param body as it goes to the upstream
    /// @param hideUsage whether the caller has not asked for the usage that the upstream is asked
    ///   for
    /// @param marking under which it goes
    Looked(Asked asked, byte[] body, boolean hideUsage, Optional<Marking> marking) {
      this.asked = asked;
      this.body = body;
      this.hideUsage = hideUsage;
      this.marking = marking;
    }
  }

  private enum State {
    CONNECTING,
    WAITING,
    REPLYING,
    ENDED
  }

  /// @param over called when nothing of the request is held any more
  Relay(Request request, Front line, Proxy proxy, Runnable over) {
    this.request = request;
    this.line = line;
    this.proxy = proxy;
    this.over = over;
    this.begun = proxy.clock().millis();
  }

  void start(EventLoop loop) {
    proxy.stats().add(Count.PROXIED);
    proxy.upstreams().take(loop, this, this::connected);
  }

  private void connected(Optional<UpstreamEnd> end) {
    if (state == State.ENDED) {
      end.ifPresent(UpstreamEnd::giveBack);
      return;
    }
    if (end.isEmpty()) {
      fail(502, "the model API cannot be reached");
      return;
    }
    upstream = end.get();
    state = State.WAITING;
    ticks = 0;
    end.get().write(request.head());
    if (request.looked().isPresent()) {
      ByteBuf body = Unpooled.wrappedBuffer(request.looked().get().body);
      end.get().write(new DefaultLastHttpContent(body));
      sent = true;
    } else {
      line.want();
    }
    end.get().flush();
    end.get().read();
  }

  /// A piece of a body that is not looked at.
  void body(HttpContent piece) {
    UpstreamEnd to = upstream;
    if (to == null || state == State.ENDED) {
      piece.release();
      return;
    }
    sent = piece instanceof LastHttpContent;
    ticks = 0;
    to.write(piece);
    to.flush();
    if (sent || to.writable()) {
      line.want();
    } else {
      line.rest();
    }
  }

  @Override
  public void writable() {
    UpstreamEnd to = upstream;
    if (!sent && to != null && to.writable()) {
      line.want();
    }
  }

  @Override
  public void head(HttpResponse head) {
    int code = head.status().code();
    interim = code < 200;
    if (interim) {
      if (code == 101) {
        broke();
      }
      return;
    }
    status = code;
    state = State.REPLYING;
    ticks = 0;
    reusable = HttpUtil.isKeepAlive(head);
    seen = seen(head);
    boolean edited = request.looked().isPresent() && request.looked().get().hideUsage;
    boolean chunks = request.in().request().protocolVersion().equals(HttpVersion.HTTP_1_1);
    HttpResponse out = Outgoing.response(head, edited && seen instanceof SeenStream, chunks);
    line.send(out);
  }

  private @Nullable Seen seen(HttpResponse head) {
    boolean plain =
        head.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity").equals("identity");
    if (request.looked().isEmpty() || !plain) {
      return null;
    }
    int most = proxy.config().limits().kept();
    String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    return type.regionMatches(true, 0, "text/event-stream", 0, 17)
        ? new SeenStream(most, proxy, request.looked().get().hideUsage)
        : new SeenJson(most, proxy);
  }

  @Override
  public void piece(HttpContent piece) {
    boolean last = piece instanceof LastHttpContent;
    if (interim || state != State.REPLYING) {
      interim &= !last;
      piece.release();
      return;
    }
    ticks = 0;
    Seen eye = seen;
    if (eye == null) {
      line.send(piece);
    } else {
      sendSeen(eye, piece, last);
    }
    if (last) {
      end();
    }
  }

  private void sendSeen(Seen eye, HttpContent piece, boolean last) {
    ByteBuf out = eye.pass(piece.content());
    if (out.isReadable()) {
      line.send(new DefaultHttpContent(out));
    } else {
      out.release();
    }
    if (last) {
      line.send(new DefaultLastHttpContent(eye.rest()));
    }
  }

  @Override
  public void pause() {
    if (state == State.ENDED) {
      return;
    }
    line.flush();
    callerWritable();
  }

  /// Reads on while the caller takes what came.
  void callerWritable() {
    UpstreamEnd from = upstream;
    if (from != null && state != State.ENDED && line.writable()) {
      from.read();
    }
  }

  private void end() {
    UpstreamEnd from = upstream;
    settle(false);
    state = State.ENDED;
    over.run();
    if (from != null) {
      if (reusable && sent) {
        from.giveBack();
      } else {
        from.drop();
      }
    }
    line.done();
  }

  @Override
  public void broke() {
    if (state != State.ENDED) {
      fail(502, "the model API broke the connection");
    }
  }

  void tick() {
    ticks++;
    Patience patience = proxy.config().patience();
    if (state == State.WAITING && ticks > Rounds.ticks(patience.firstByte())) {
      fail(504, "the model API did not answer in time");
    } else if (state == State.REPLYING && !line.writable()) {
      ticks = 0;
    } else if (state == State.REPLYING && ticks > Rounds.ticks(patience.quiet())) {
      fail(504, "the model API fell silent");
    }
  }

  private void fail(int code, String message) {
    boolean begunReply = state == State.REPLYING;
    if (!begunReply) {
      status = code;
    }
    proxy.stats().add(Count.UPSTREAM_FAILED);
    stop();
    if (begunReply) {
      // The caller must not take half a reply for a whole one.
      line.hangUp();
    } else {
      line.reply(Reply.of(request.route().dialect().reply(code, Kind.DOWN, message)));
    }
  }

  void callerGone() {
    if (state != State.ENDED) {
      proxy.stats().add(Count.CANCELLED);
      stop();
    }
  }

  private void stop() {
    settle(true);
    state = State.ENDED;
    over.run();
    UpstreamEnd from = upstream;
    if (from != null) {
      from.drop();
    }
  }

  /// What the provider counted; else what can be estimated from what was seen.
  private void settle(boolean cutShort) {
    Seen eye = seen;
    Usage usage = eye == null ? Usage.UNKNOWN : eye.usage();
    proxy.asking().settle(request.permit(), used(usage, cutShort));
    if (request.looked().isPresent() && request.route().api().isPresent() && upstream != null) {
      tap(request.looked().get(), usage);
    }
    if (eye != null) {
      eye.close();
    }
  }

  private Used used(Usage usage, boolean cutShort) {
    boolean nothing =
        upstream == null || (status >= 400 && !cutShort) || request.looked().isEmpty();
    if (nothing) {
      return Used.NOTHING;
    }
    if (usage.counted() && !cutShort) {
      return new Used(usage.input(), usage.output());
    }
    proxy.stats().add(Count.ESTIMATED);
    Seen eye = seen;
    boolean writes = request.route().api().get() != Api.EMBEDDINGS;
    long output = eye == null || !writes ? 0 : eye.estimate();
    long input = usage.counted() ? usage.input() : request.looked().get().asked.input();
    return new Used(input, Math.max(output, usage.output()));
  }

  private void tap(Looked looked, Usage usage) {
    Seen eye = seen;
    proxy
        .tap()
        .offer(
            new Tapped(
                request,
                looked,
                begun,
                proxy.clock().millis(),
                status,
                usage,
                eye == null ? new byte[0] : eye.kept(),
                eye instanceof SeenStream));
  }
}
