// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Event loops: epoll where there is one, else NIO.
final class Network {
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup loops;
  private final Map<EventLoop, Rounds> rounds;

  /// @param threads 0 for one on each core
  Network(int threads) {
    int many = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    loops = new MultiThreadIoEventLoopGroup(many, new DefaultThreadFactory("gateway", true), io);
    rounds = onEachLoop(Rounds::new);
  }

  EventLoopGroup loops() {
    return loops;
  }

  Map<EventLoop, Rounds> rounds() {
    return rounds;
  }

  Rounds rounds(Channel channel) {
    Rounds own = rounds.get(channel.eventLoop());
    if (own == null) {
      throw new AssertionError("every event loop has its rounds");
    }
    return own;
  }

  <T> Map<EventLoop, T> onEachLoop(Function<EventLoop, T> made) {
    Map<EventLoop, T> all = new HashMap<>();
    for (EventExecutor executor : loops) {
      if (executor instanceof EventLoop loop) {
        all.put(loop, made.apply(loop));
      }
    }
    return all;
  }

  Class<? extends ServerChannel> server() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends SocketChannel> client() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /// Names are looked up without holding up an event loop.
  AddressResolverGroup<InetSocketAddress> names() {
    Class<? extends DatagramChannel> datagrams =
        epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
    return new DnsAddressResolverGroup(new DnsNameResolverBuilder().datagramChannelType(datagrams));
  }

  void close(Duration within) {
    loops
        .shutdownGracefully(0, within.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(within.toMillis() + 1000);
  }
}
