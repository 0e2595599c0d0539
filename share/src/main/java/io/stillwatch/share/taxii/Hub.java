// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.stillwatch.store.shelf.Shelf;
import java.lang.System.Logger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/// A TAXII 2.1 server, listening: `stillwatch hub`, or one inside another program.
public final class Hub implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.share");
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 2_000;
  private static final int ADDRESS_MOST = 16_384;

  private final Shelf shelf;
  private final TaxiiServer taxii;
  private final WebServer server;
  private final URI discovery;

  private Hub(Shelf shelf, TaxiiServer taxii, WebServer server, URI discovery) {
    this.shelf = shelf;
    this.taxii = taxii;
    this.server = server;
    this.discovery = discovery;
  }

  /// Starts one.
  ///
  /// @param clock of this machine
  /// @throws io.stillwatch.store.StoreFailed when what it keeps cannot be opened
  public static Hub start(HubConfig config, Coalition coalition, InstantSource clock) {
    Shelf shelf = Shelf.open(config.place(), clock);
    try {
      var taxii = new TaxiiServer(shelf, coalition, config.limits(), Hub::fault);
      WebServer server = listen(config, coalition, new TaxiiRoutes(taxii, clock));
      String scheme = config.tls().isPresent() ? "https" : "http";
      String host = config.listen().getHostString();
      URI discovery =
          URI.create(
              "%s://%s:%d/taxii2/"
                  .formatted(scheme, host.contains(":") ? "[" + host + "]" : host, server.port()));
      return new Hub(shelf, taxii, server, discovery);
    } catch (RuntimeException e) {
      shelf.close();
      throw e;
    }
  }

  private static WebServer listen(HubConfig config, Coalition coalition, TaxiiRoutes routes) {
    HttpRouting.Builder routing = HttpRouting.builder();
    routes.everywhere(routing);
    WebServerConfig.Builder server =
        WebServer.builder()
            .host(config.listen().getHostString())
            .port(config.listen().getPort())
            .shutdownHook(false)
            .maxTcpConnections(CONNECTIONS)
            .idleConnectionTimeout(SILENCE)
            .idleConnectionPeriod(SWEEP)
            .connectionOptions(options -> options.tcpNoDelay(true)) // or long answers wait 40 ms
            .addProtocol(Http1Config.builder().maxPrologueLength(ADDRESS_MOST).build())
            .directHandlers(unreadable())
            .addRouting(routing);
    config
        .tls()
        .ifPresent(pem -> server.tls(HubTls.of(pem.chain(), pem.key(), coalition.certificates())));
    return server.build().start();
  }

  /// What is no HTTP gets an error of TAXII too.
  private static DirectHandlers unreadable() {
    DirectHandler handler =
        (request, event, status, headers, message) ->
            DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Taxii.MEDIA_TYPE)
                .entity(
                    Answer.write(
                            Answer.json(
                                "title",
                                status.reasonPhrase(),
                                "http_status",
                                Integer.toString(status.code())))
                        .getBytes(StandardCharsets.UTF_8))
                .build();
    var all = DirectHandlers.builder();
    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
      all.addHandler(event, handler);
    }
    return all.build();
  }

  /// The kind alone: what an exception says may quote a request.
  private static void fault(Throwable thrown) {
    LOG.log(Logger.Level.ERROR, "a request failed: " + thrown.getClass().getName());
  }

  /// Its discovery, such as `http://127.0.0.1:8710/taxii2/`.
  public URI discovery() {
    return discovery;
  }

  /// Its API root.
  public URI root() {
    return discovery.resolve(taxii.coalition().root() + "/");
  }

  /// The address of a collection.
  public URI collection(String alias) {
    return root().resolve("collections/" + alias + "/");
  }

  /// The id of a collection.
  ///
  /// @throws IllegalArgumentException when there is none of that alias
  public UUID id(String alias) {
    return taxii.id(alias);
  }

  /// What is kept.
  public Shelf shelf() {
    return shelf;
  }

  /// From now on peers, rights and collections are these. Certificates of peers that were not known
  /// at the start are known after the next.
  public void become(Coalition coalition) {
    taxii.become(coalition);
  }

  /// Answers no more; what it keeps stays.
  @Override
  public void close() {
    server.stop();
    shelf.close();
  }
}
