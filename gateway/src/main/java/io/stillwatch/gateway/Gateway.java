// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Drop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The door of this module: a listener that answers gateways, and is one if an upstream is
/// configured.
@SuppressWarnings("FutureReturnValueIgnored") // What fails closes the channel, chores never fail.
public final class Gateway implements AutoCloseable {
  private static final int LOOK_AT_MAPPING_SECONDS = 5;

  private final GatewayConfig config;
  private final Network network;
  private final Parts parts;
  private final Asking asking;
  private final Optional<Tap> tap;
  private final ChannelGroup callers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ScheduledExecutorService chores =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gateway-chores").daemon().factory());
  private final Optional<SslContext> tls;
  private final Channel listener;

  private Gateway(GatewayConfig config, Desk desk, Drop drop, InstantSource clock) {
    this.config = config;
    GatewayStats stats = new GatewayStats();
    this.tls = config.listen().tls().map(Tls::server);
    Mapping mapping = new Mapping(config.identity().mapping(), stats);
    Accounts accounts = new Accounts(config.identity(), mapping);
    Optional<SslContext> tlsUp = config.upstream().flatMap(Tls::client);
    this.asking = new Asking(desk, config.failing(), stats);
    this.network = new Network(config.listen().threads());
    Doors doors = new Doors(config.access(), asking, accounts, stats, clock);
    this.tap = config.upstream().map(any -> new Tap(drop, accounts, stats, config.limits()));
    Optional<Proxy> proxy =
        tap.map(
            open -> {
              var upstreams = new Upstreams(config, network, tlsUp);
              var outgoing = new Outgoing(upstreams, config);
              return new Proxy(
                  config,
                  stats,
                  asking,
                  accounts,
                  upstreams,
                  outgoing,
                  open,
                  clock,
                  new AtomicLong());
            });
    this.parts = new Parts(config, stats, doors, proxy);
    this.listener = listen();
    chores.scheduleWithFixedDelay(
        mapping::refresh, LOOK_AT_MAPPING_SECONDS, LOOK_AT_MAPPING_SECONDS, TimeUnit.SECONDS);
  }

  /// Listens, and answers until it is closed.
  ///
  /// @param desk answers for accounts
  /// @param drop takes what goes through the proxy; never used without an upstream
  /// @param clock tells the time of exchanges and of limits
  /// @throws IllegalArgumentException when a file or an address of the configuration is not sound
  /// @throws UncheckedIOException when the port cannot be had
  public static Gateway start(GatewayConfig config, Desk desk, Drop drop, InstantSource clock) {
    return new Gateway(config, desk, drop, clock);
  }

  private Channel listen() {
    var at = new InetSocketAddress(config.listen().host(), config.listen().port());
    var bound =
        new ServerBootstrap()
            .group(network.loops())
            .channel(network.server())
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    welcome(channel);
                  }
                })
            .bind(at)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close(network);
      throw new UncheckedIOException(new IOException("cannot listen at " + at, bound.cause()));
    }
    return bound.channel();
  }

  private void close(Network started) {
    chores.shutdownNow();
    tap.ifPresent(Tap::close);
    started.close(config.patience().head());
    asking.close();
  }

  private void welcome(SocketChannel channel) {
    if (callers.size() >= config.limits().connections()) {
      parts.stats().add(Count.CROWDED);
      channel.close();
      return;
    }
    callers.add(channel);
    Meter meter = new Meter();
    tls.ifPresent(ssl -> channel.pipeline().addLast(ssl.newHandler(channel.alloc())));
    channel.pipeline().addLast(meter, codec(), new Front(parts, meter, network.rounds(channel)));
  }

  private static HttpServerCodec codec() {
    return new HttpServerCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(8 << 10)
            .setMaxHeaderSize(32 << 10)
            .setMaxChunkSize(64 << 10)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true));
  }

  /// Where it listens.
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  public GatewayStats stats() {
    return parts.stats();
  }

  /// Takes no more callers, lets requests in flight end for a while, then hangs up.
  @Override
  public void close() {
    parts.drain();
    listener.close().awaitUninterruptibly();
    callers.newCloseFuture().awaitUninterruptibly(config.patience().drain().toMillis());
    callers.close().awaitUninterruptibly();
    close(network);
  }
}
