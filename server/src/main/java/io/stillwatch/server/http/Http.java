// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.stillwatch.grpc.OtlpHttp;
import io.stillwatch.server.decide.Counter;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.decide.Rounds;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Watch;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.share.taxii.Coalition;
import io.stillwatch.share.taxii.HubTls;
import io.stillwatch.share.taxii.TaxiiRoutes;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The HTTP interface, listening.
public final class Http implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");

  /// Who has not said by then what it wants is hung up on. Helidon's read timeout is for clients: a
  /// server does not heed it.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 2_000;

  private final WebServer server;
  private final String host;
  private final List<String> routes;

  private Http(WebServer server, String host, List<String> routes) {
    this.server = server;
    this.host = host;
    this.routes = routes;
  }

  /// What the routes speak with.
  ///
  /// @param otlp takes traces over HTTP; empty when the gRPC door is shut
  /// @param sharing carries TAXII; empty when nothing is shared
  /// @param time event time
  /// @param clock of this machine
  public record Parts(
      Store store,
      Inbox inbox,
      Watch watch,
      Counter counter,
      Rounds rounds,
      People people,
      SignupsRoute.Signups signups,
      Optional<OtlpHttp> otlp,
      Optional<Sharing> sharing,
      InstantSource time,
      InstantSource clock) {}

  /// What peers read and write over TAXII 2.1, below `/taxii2/`.
  public record Sharing(TaxiiRoutes routes, Coalition coalition) {}

  /// Listens.
  public static Http start(Settings settings, Parts parts, Doorkeeper doorkeeper) {
    InetSocketAddress address = settings.address(Key.LISTEN).orElseThrow();
    HttpRouting.Builder routing = HttpRouting.builder();
    var api = new Api(doorkeeper, Http::fault, routing);
    routes(api, parts);
    parts.sharing().ifPresent(sharing -> sharing.routes().on(routing));
    WebServerConfig.Builder config =
        WebServer.builder()
            .host(address.getHostString())
            .port(address.getPort())
            .shutdownHook(false)
            .maxTcpConnections(CONNECTIONS)
            .idleConnectionTimeout(SILENCE)
            .idleConnectionPeriod(SWEEP)
            .connectionOptions(options -> options.tcpNoDelay(true)) // or long answers wait 40 ms
            .addRouting(routing);
    tls(settings, parts.sharing()).ifPresent(config::tls);
    return new Http(config.build().start(), address.getHostString(), api.routes());
  }

  /// Peers may show a certificate; nobody has to.
  private static Optional<Tls> tls(Settings settings, Optional<Sharing> sharing) {
    List<X509Certificate> peers =
        sharing.map(all -> all.coalition().certificates()).orElse(List.of());
    return settings
        .path(Key.TLS_CERTIFICATE)
        .flatMap(chain -> settings.path(Key.TLS_KEY).map(key -> HubTls.of(chain, key, peers)));
  }

  static void routes(Api api, Parts parts) {
    var exchanges = new ExchangesRoute(parts.inbox());
    var health = new Health(parts.watch(), () -> answers(parts.store()));
    var metrics = Figures.of(parts);
    api.open("/health/live", health::live);
    api.open("/health/ready", health::ready);
    api.open("/openapi.yaml", (request, response) -> response.send(resource("openapi.yaml")));
    api.get("/metrics", Role.VIEWER, (who, request, response) -> metrics.get(request, response));
    api.post(
        "/v1/exchanges",
        Role.COLLECTOR,
        (who, request, response) -> exchanges.post(request, response));
    api.post(
        "/v1/exchanges/litellm",
        Role.COLLECTOR,
        (who, request, response) -> exchanges.litellm(request, response));
    new SignupsRoute(parts.signups(), parts.inbox()).on(api);
    parts.otlp().ifPresent(otlp -> new TracesRoute(otlp).on(api));
    new FindingsRoute(parts.store()).on(api);
    new AccountsRoute(parts.store(), parts.people(), parts.time()).on(api);
    new DecisionsRoute(parts.store(), parts.people(), parts.time()).on(api);
    new AdminRoute(parts.store(), parts.clock()).on(api);
  }

  private static boolean answers(Store store) {
    try {
      store.audit().head();
      return true;
    } catch (StoreFailed e) {
      return false;
    }
  }

  /// The stack alone: what an exception says may quote a request.
  private static void fault(Throwable thrown) {
    LOG.log(Logger.Level.ERROR, "a request failed: " + thrown.getClass().getName());
  }

  private static byte[] resource(String name) {
    try (InputStream in = Http.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All routes, such as `GET /v1/campaigns`.
  public List<String> routes() {
    return routes;
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return new InetSocketAddress(host, server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
