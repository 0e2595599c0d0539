// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// A port of its own for what is shared, on one machine or for a coalition.
public final class Door implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 1_000;

  private final WebServer server;
  private final URI base;

  private Door(WebServer server, URI base) {
    this.server = server;
    this.base = base;
  }

  /// How it speaks TLS.
  ///
  /// @param context has the certificate of the server, and knows whom clients are certified by
  /// @param clients whether a client without a certificate is turned away
  public record Security(SSLContext context, boolean clients) {}

  /// Listens.
  ///
  /// @param address port 0 takes any that is free
  /// @param security empty for plain text, which only suits this machine, or a proxy that speaks
  ///   TLS
  /// @param routes lays out what is answered
  public static Door open(
      InetSocketAddress address,
      Optional<Security> security,
      Consumer<HttpRouting.Builder> routes) {
    HttpRouting.Builder routing = HttpRouting.builder();
    routes.accept(routing);
    WebServerConfig.Builder config =
        WebServer.builder()
            .host(address.getHostString())
            .port(address.getPort())
            .shutdownHook(false)
            .maxTcpConnections(CONNECTIONS)
            .idleConnectionTimeout(SILENCE)
            .idleConnectionPeriod(SWEEP)
            .addRouting(routing);
    security.map(Door::tls).ifPresent(config::tls);
    WebServer server = config.build().start();
    String scheme = security.isPresent() ? "https" : "http";
    return new Door(
        server, URI.create(scheme + "://" + address.getHostString() + ":" + server.port()));
  }

  private static Tls tls(Security security) {
    return Tls.builder()
        .sslContext(security.context())
        .clientAuth(security.clients() ? TlsClientAuth.REQUIRED : TlsClientAuth.OPTIONAL)
        .build();
  }

  /// Where it listens, such as `https://127.0.0.1:7443`.
  public URI base() {
    return base;
  }

  @Override
  public void close() {
    server.stop();
  }
}
