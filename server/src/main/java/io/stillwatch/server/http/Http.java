// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.stillwatch.dossier.Prices;
import io.stillwatch.grpc.OtlpHttp;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.server.decide.Counter;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.decide.Rounds;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Watching;
import io.stillwatch.server.login.CodeFlow;
import io.stillwatch.server.mark.ServedFeed;
import io.stillwatch.server.papers.Dossiers;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.tell.Telling;
import io.stillwatch.server.text.Keeper;
import io.stillwatch.server.text.Vault;
import io.stillwatch.server.trial.Interventions;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The HTTP interface, listening.
public final class Http implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");

  private static final int CONNECTIONS = 2_000;
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofHours(1);

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
  /// @param feeds logs and topics that are followed
  /// @param vault words of exchanges; empty when none are kept
  /// @param otlp takes traces over HTTP; empty when the gRPC door is shut
  /// @param prices list prices of models
  /// @param promised share of accused accounts that may be innocent
  /// @param sharing carries TAXII; empty when nothing is shared
  /// @param dossiers makes papers of campaigns
  /// @param coalition peers, and what they say; empty when it has none
  /// @param telling tells peers; empty when this server is in no coalition
  /// @param time event time
  /// @param clock of this machine
  public record Parts(
      Store store,
      Inbox inbox,
      Watching watch,
      List<Feed> feeds,
      Counter counter,
      Rounds rounds,
      People people,
      Interventions interventions,
      SignupsRoute.Signups signups,
      Optional<Vault> vault,
      Optional<Keeper> keeper,
      Optional<ServedFeed> served,
      Optional<OtlpHttp> otlp,
      Prices prices,
      double promised,
      Optional<Sharing> sharing,
      Dossiers dossiers,
      Optional<Coalescing> coalition,
      Optional<Telling> telling,
      InstantSource time,
      InstantSource clock) {}

  /// This server as one of a coalition.
  ///
  /// @param certificates what peers show
  public record Coalescing(CoalitionDesk desk, List<X509Certificate> certificates) {}

  /// What peers read and write over TAXII 2.1, below `/taxii2/`.
  public record Sharing(TaxiiRoutes routes, Coalition coalition) {}

  /// Listens.
  ///
  /// @throws IOException when the issuer that people log in at does not answer
  public static Http start(Settings settings, Parts parts) throws IOException {
    Doorkeeper doorkeeper = Doorkeeper.of(settings, parts.store().tokens(), parts.clock());
    InetSocketAddress address = settings.address(Key.LISTEN).orElseThrow();
    HttpRouting.Builder routing = HttpRouting.builder();
    var sessions = new Sessions(parts.store().logins(), parts.clock(), secure(settings));
    var api = new Api(doorkeeper, sessions, Http::fault, routing);
    var here = new AtomicReference<>(settings.text(Key.PEOPLE_URL).replaceAll("/+$", ""));
    routing.addFilter(PatientHttp1.begins());
    routes(api, parts);
    parts.sharing().ifPresent(sharing -> sharing.routes().on(routing));
    parts.coalition().ifPresent(one -> one.desk().member().on(routing));
    new LoginRoute(parts.store(), sessions, issuer(settings, here::get)).on(api);
    Duration patience = settings.span(Key.PATIENCE_WITH_CALLERS, LEAST, MOST);
    WebServerConfig.Builder config =
        WebServer.builder()
            .host(address.getHostString())
            .port(address.getPort())
            .shutdownHook(false)
            .maxTcpConnections(CONNECTIONS)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new PatientHttp1(patience, parts.clock()))
            .idleConnectionTimeout(patience)
            .idleConnectionPeriod(patience.dividedBy(6))
            .connectionOptions(options -> options.tcpNoDelay(true)) // or long answers wait 40 ms
            .addRouting(routing);
    tls(settings, parts).ifPresent(config::tls);
    WebServer server = config.build().start();
    String scheme = secure(settings) ? "https://" : "http://";
    here.compareAndSet("", scheme + address.getHostString() + ":" + server.port());
    return new Http(server, address.getHostString(), api.routes());
  }

  /// Whether browsers reach it over TLS: ours, or that of something in front.
  private static boolean secure(Settings settings) {
    return settings.some(Key.TLS_KEY).isPresent()
        || settings.text(Key.PEOPLE_URL).startsWith("https:");
  }

  private static Optional<LoginRoute.Issuer> issuer(Settings settings, Supplier<String> here)
      throws IOException {
    Optional<String> client = settings.some(Key.OIDC_CLIENT);
    if (client.isEmpty()) {
      return Optional.empty();
    }
    String issuer =
        settings
            .some(Key.OIDC_ISSUER)
            .orElseThrow(
                () -> settings.refuse(Key.OIDC_ISSUER, "is needed for people.oidc-client"));
    Optional<Path> file = settings.path(Key.OIDC_SECRET_FILE);
    Optional<String> secret =
        file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : Optional.empty();
    CodeFlow flow = CodeFlow.at(issuer, client.get(), secret, settings.text(Key.OIDC_SCOPE));
    return Optional.of(new LoginRoute.Issuer(flow, settings.text(Key.OIDC_ROLE_CLAIM), here));
  }

  /// Peers may show a certificate; nobody has to.
  private static Optional<Tls> tls(Settings settings, Parts parts) {
    var peers = new LinkedHashSet<X509Certificate>();
    parts.sharing().ifPresent(all -> peers.addAll(all.coalition().certificates()));
    parts.coalition().ifPresent(all -> peers.addAll(all.certificates()));
    return settings
        .path(Key.TLS_CERTIFICATE)
        .flatMap(
            chain ->
                settings.path(Key.TLS_KEY).map(key -> HubTls.of(chain, key, List.copyOf(peers))));
  }

  static void routes(Api api, Parts parts) {
    var exchanges = new ExchangesRoute(parts.inbox());
    var health =
        new Health(
            parts.watch(), parts.feeds(), parts.rounds()::waits, () -> answers(parts.store()));
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
    new TextRoute(parts.vault()).on(api);
    new SignupsRoute(parts.signups(), parts.inbox()).on(api);
    parts.otlp().ifPresent(otlp -> new TracesRoute(otlp).on(api));
    new FindingsRoute(parts.store(), parts.prices()).on(api);
    new DossierRoute(parts.dossiers()).on(api);
    var desk = parts.coalition().map(Coalescing::desk);
    new AccountsRoute(parts.store(), parts.people(), parts.dossiers(), desk, parts.time()).on(api);
    new CoalitionRoute(desk, parts.store(), parts.clock()).on(api);
    new ReviewsRoute(parts.store(), parts.promised()).on(api);
    new DecisionsRoute(parts.store(), parts.people(), parts.time()).on(api);
    new InterventionsRoute(parts.store(), parts.interventions()).on(api);
    new TellingRoute(parts.store(), parts.telling()).on(api);
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
