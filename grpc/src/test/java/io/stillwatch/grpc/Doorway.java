// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// The doors on a free port, a desk and a drop behind them, and a channel to them.
final class Doorway implements AutoCloseable {
  static final byte[] KEY = "a deployment key of the tests".getBytes(UTF_8);
  static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
  static final String ACCOUNT = "x-account";

  final MemoryDesk desk = new MemoryDesk();
  final MemoryDrop drop = new MemoryDrop();
  final GrpcDoor door;
  final ManagedChannel channel;

  Doorway() throws IOException {
    this(config -> config);
  }

  Doorway(UnaryOperator<GrpcConfig> more) throws IOException {
    this(more, InsecureChannelCredentials.create());
  }

  Doorway(UnaryOperator<GrpcConfig> more, ChannelCredentials credentials) throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    GrpcConfig config = GrpcConfig.of(free, Callers.byHeaderOrKey(ACCOUNT, KEY));
    door = GrpcDoor.start(more.apply(config), desk, drop, InstantSource.fixed(NOW));
    channel = Grpc.newChannelBuilder("localhost:" + door.port(), credentials).build();
  }

  long count(String word) {
    return door.stats().get(word);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    door.close();
  }
}
