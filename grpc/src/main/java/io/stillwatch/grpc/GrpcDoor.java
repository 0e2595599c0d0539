// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Drop;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The gRPC doors, open on one port: Envoy's external authorization, rate limit, access log and
/// external processing services, OTLP's trace service, and the standard health service.
public final class GrpcDoor implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Server server;
  private final HealthStatusManager health;
  private final Counts counts;
  private final Room room;
  private final Outbox outbox;
  private final ExecutorService executor;
  private final OtlpHttp otlpHttp;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GrpcDoor(Inside inside) throws IOException {
    this.counts = inside.counts();
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    this.health = new HealthStatusManager();
    this.room = new Room(inside.config().limits().heldBytes());
    this.outbox = new Outbox(inside, DRAIN, executor);
    Otlp otlp = new Otlp(inside, room);
    this.otlpHttp = new OtlpHttp(otlp);
    NettyServerBuilder builder = bounded(inside.config());
    builder.directExecutor();
    builder.callExecutor(new Threads(executor, inside.config().deskWaits()));
    builder.intercept(new Admission(inside.config().limits().calls(), counts));
    builder.addService(health.getHealthService());
    builder.addService(new Checks(inside));
    builder.addService(new RateLimits(inside));
    builder.addService(new AccessLogs(inside, executor, outbox, room));
    builder.addService(new Processing(inside, outbox, room));
    builder.addService(new Traces(otlp));
    if (inside.config().reflection()) {
      builder.addService(ProtoReflectionServiceV1.newInstance());
    }
    this.server = builder.build().start();
  }

  /// Opens the doors.
  ///
  /// @param clock when exchanges began that carry no time of their own
  /// @throws IOException when the port is taken, or a file of [Tls] cannot be read
  public static GrpcDoor start(GrpcConfig config, Desk desk, Drop drop, InstantSource clock)
      throws IOException {
    return new GrpcDoor(new Inside(config, desk, drop, clock, new Counts()));
  }

  private static NettyServerBuilder bounded(GrpcConfig config) throws IOException {
    ServerCredentials credentials =
        config.tls().isPresent()
            ? config.tls().get().credentials()
            : InsecureServerCredentials.create();
    Limits limits = config.limits();
    long silence = limits.keepAlive().toMillis();
    return NettyServerBuilder.forAddress(config.listen(), credentials)
        .maxInboundMessageSize(limits.messageBytes())
        .maxInboundMetadataSize(16 << 10)
        .maxConcurrentCallsPerConnection(limits.calls())
        .keepAliveTime(silence, TimeUnit.MILLISECONDS)
        .keepAliveTimeout(10, TimeUnit.SECONDS)
        .permitKeepAliveTime(Math.min(silence, 10_000), TimeUnit.MILLISECONDS)
        .permitKeepAliveWithoutCalls(true)
        .handshakeTimeout(10, TimeUnit.SECONDS);
  }

  /// The port that it listens on.
  public int port() {
    return server.getPort();
  }

  /// What was counted since the start, by stable words; and `held-bytes`, those held now.
  public SortedMap<String, Long> stats() {
    SortedMap<String, Long> all = new java.util.TreeMap<>(counts.all());
    all.put("held-bytes", room.held());
    return java.util.Collections.unmodifiableSortedMap(all);
  }

  /// OTLP/HTTP, for a server that has a port for HTTP.
  public OtlpHttp otlpHttp() {
    return otlpHttp;
  }

  /// Says that it stops, lets calls under way end for a while, hands in what is still here, and
  /// stops.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
        server.shutdownNow();
        server.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    outbox.close();
    executor.shutdown();
  }

  /// What the health service says of the whole server.
  public void serving(boolean ready) {
    health.setStatus("", ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }
}
