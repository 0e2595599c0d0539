// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.AddressResolverGroup;
import io.stillwatch.gateway.GatewayConfig.Patience;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Connections to the upstream, kept for the next request. Each event loop keeps its own, so that a
/// request never changes threads. The one used last is used next; one that has been idle for a
/// while is closed before the upstream would close it under a request.
@SuppressWarnings("FutureReturnValueIgnored") // What fails closes the channel, and that is heard.
final class Upstreams {
  private static final Duration IDLE = Duration.ofSeconds(4);
  private static final int KEPT_OF_EACH = 256;

  private final URI base;
  private final Optional<SslContext> tls;
  private final Patience patience;
  private final int most;
  private final Network network;
  private final AddressResolverGroup<InetSocketAddress> names;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<EventLoop, Deque<Idle>> idle;

  Upstreams(GatewayConfig config, Network network, Optional<SslContext> tls) {
    this.base = config.upstream().orElseThrow().base();
    this.tls = tls;
    this.patience = config.patience();
    this.most = config.limits().upstreams();
    this.network = network;
    this.names = network.names();
    this.idle = network.onEachLoop(loop -> new ArrayDeque<>());
    network.rounds().forEach((loop, rounds) -> rounds.add(() -> age(of(idle, loop))));
  }

  /// A connection that waits.
  private static final class Idle {
    final UpstreamEnd end;
    final Channel channel;
    int ticks;

    Idle(UpstreamEnd end, Channel channel) {
      this.end = end;
      this.channel = channel;
    }
  }

  private static <T> T of(Map<EventLoop, T> all, EventLoop loop) {
    T own = all.get(loop);
    if (own == null) {
      throw new AssertionError("every event loop has its own");
    }
    return own;
  }

  /// Calls back on `loop`, with a connection or without.
  void take(EventLoop loop, UpstreamEnd.User user, Consumer<Optional<UpstreamEnd>> to) {
    Deque<Idle> mine = of(idle, loop);
    for (Idle next = mine.pollLast(); next != null; next = mine.pollLast()) {
      if (next.channel.isActive()) {
        next.end.use(user, next.channel);
        to.accept(Optional.of(next.end));
        return;
      }
    }
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      to.accept(Optional.empty());
      return;
    }
    connect(loop, user, to);
  }

  private void connect(EventLoop loop, UpstreamEnd.User user, Consumer<Optional<UpstreamEnd>> to) {
    UpstreamEnd end = new UpstreamEnd(this);
    bootstrap(loop, end)
        .connect(base.getHost(), port())
        .addListener(
            (ChannelFuture done) -> {
              if (!done.isSuccess()) {
                open.decrementAndGet();
                to.accept(Optional.empty());
                return;
              }
              end.use(user, done.channel());
              to.accept(Optional.of(end));
            });
  }

  private Bootstrap bootstrap(EventLoop loop, UpstreamEnd end) {
    return new Bootstrap()
        .group(loop)
        .channel(network.client())
        .resolver(names)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.connect().toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                tls.ifPresent(
                    ssl ->
                        channel
                            .pipeline()
                            .addLast(ssl.newHandler(channel.alloc(), base.getHost(), port())));
                channel.pipeline().addLast(codec(), end);
              }
            });
  }

  private static HttpClientCodec codec() {
    return new HttpClientCodec(
        new HttpDecoderConfig().setMaxHeaderSize(64 << 10).setMaxChunkSize(64 << 10), false, false);
  }

  private int port() {
    if (base.getPort() > 0) {
      return base.getPort();
    }
    return base.getScheme().equals("https") ? 443 : 80;
  }

  /// What a request calls the upstream in its `host` header.
  String authority() {
    return base.getRawAuthority();
  }

  /// What stands before every path.
  String prefix() {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  void give(UpstreamEnd end, Channel channel) {
    Deque<Idle> mine = of(idle, channel.eventLoop());
    if (!channel.isActive() || mine.size() >= KEPT_OF_EACH) {
      channel.close();
      return;
    }
    mine.addLast(new Idle(end, channel));
    // Reading is how one learns that it was closed.
    channel.read();
  }

  void gone(Channel channel) {
    open.decrementAndGet();
    of(idle, channel.eventLoop()).removeIf(one -> one.channel.equals(channel));
  }

  private static void age(Deque<Idle> mine) {
    for (Idle one : mine) {
      one.ticks++;
    }
    for (Idle first = mine.peekFirst();
        first != null && first.ticks > Rounds.ticks(IDLE);
        first = mine.peekFirst()) {
      mine.removeFirst();
      first.channel.close();
    }
  }
}
