// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// HTTP/1.1 as Helidon speaks it, where each request has so much patience and no more. Helidon
/// hangs up on connections that have been idle for too long, and counts as idle those alone that
/// wait for the first line of a request; here whoever keeps the server waiting counts as idle.
final class PatientHttp1 implements ServerConnectionSelector {
  private static final ScopedValue<Patience> PATIENCE = ScopedValue.newInstance();

  private final Duration limit;
  private final InstantSource clock;
  private final Http1ConnectionSelector http1 =
      Http1ConnectionSelector.builder().config(Http1Config.create()).build();

  /// @param limit how long a caller may keep the server waiting in a request
  /// @param clock of this machine; when it is set on, requests under way are cut, and come again
  PatientHttp1(Duration limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /// A filter that notes where one request ends and the next begins.
  static Filter begins() {
    return (chain, request, response) -> {
      try {
        chain.proceed();
      } finally {
        PATIENCE.get().begin();
      }
    };
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var patience = new Patience(() -> clock.millis() * 1_000_000);
    return new Timed(http1.connection(new Watched(context, patience)), patience, limit);
  }

  private record Timed(ServerConnection connection, Patience patience, Duration limit)
      implements ServerConnection {
    @Override
    public void handle(Limit limit) throws InterruptedException {
      ScopedValue.where(PATIENCE, patience)
          .call(
              () -> {
                connection.handle(limit);
                return limit;
              });
    }

    @Override
    public Duration idleTime() {
      return patience.used();
    }

    /// Helidon asks gently, and a connection that reads a body or writes does not hear it.
    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt || idleTime().compareTo(limit) > 0);
    }
  }

  private static final class Watched implements ConnectionContext {
    private final ConnectionContext context;
    private final DataReader reader;
    private final DataWriter writer;

    Watched(ConnectionContext context, Patience patience) {
      this.context = context;
      reader = patience.reading(context.dataReader());
      writer = patience.writing(context.dataWriter());
    }

    @Override
    public DataReader dataReader() {
      return reader;
    }

    @Override
    public DataWriter dataWriter() {
      return writer;
    }

    @Override
    public ListenerContext listenerContext() {
      return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return context.executor();
    }

    @Override
    public Router router() {
      return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return context.localPeer();
    }

    @Override
    public boolean isSecure() {
      return context.isSecure();
    }

    @Override
    public String socketId() {
      return context.socketId();
    }

    @Override
    public String childSocketId() {
      return context.childSocketId();
    }
  }
}
