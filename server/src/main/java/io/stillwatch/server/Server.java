// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.gateway.Gateway;
import io.stillwatch.grpc.GrpcDoor;
import io.stillwatch.identity.IdentityKey;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.decide.Calibration;
import io.stillwatch.server.http.Http;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.mark.Marks;
import io.stillwatch.server.papers.Dossiers;
import io.stillwatch.server.papers.Sealing;
import io.stillwatch.server.papers.Shared;
import io.stillwatch.server.settings.HubFile;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.tell.Told;
import io.stillwatch.server.text.Keeper;
import io.stillwatch.server.text.Vault;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.taxii.TaxiiRoutes;
import io.stillwatch.share.taxii.TaxiiServer;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import io.stillwatch.store.Tokens;
import io.stillwatch.store.journal.Journal;
import io.stillwatch.store.journal.JournalConfig;
import io.stillwatch.store.shelf.Shelf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Everything live in one process: takes exchanges, detects, decides, answers. What it acknowledges
/// outlasts it, and what it did it does not do again.
public final class Server implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.stillwatch.server");
  private static final Duration FIRST_TOKEN = Duration.ofDays(90);

  private final Settings settings;
  private final Site site;
  private Optional<Path> firstToken = Optional.empty();
  private Optional<Circle> circle = Optional.empty();
  private Optional<Gateway> gateway = Optional.empty();
  private Optional<Http> http = Optional.empty();

  private Server(Settings settings, InstantSource clock) {
    this.settings = settings;
    site = Site.of(settings, clock);
  }

  /// Starts everything, or nothing.
  ///
  /// @param clock of this machine
  /// @throws IOException when something it needs cannot be had
  /// @throws IllegalArgumentException when a setting or the policy cannot be used
  public static Server start(Settings settings, InstantSource clock) throws IOException {
    var server = new Server(settings, clock);
    try {
      server.start();
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void start() throws IOException {
    Reach.check(settings);
    Secrets.folder(site.data());
    Policy policy = policy();
    Store store = site.open(Store.open(database(settings), site.clock()));
    firstToken = makeFirstToken(store);
    var deciding = Deciding.of(policy, store, site);
    Journal journal =
        site.open(Journal.open(site.data().resolve("journal"), JournalConfig.DEFAULT));
    var detecting = Detecting.of(settings, site.secrets(), site.clock());
    circle = Circle.of(site);
    var traffic = Traffic.open(journal, detecting, deciding.rounds(), circle, site);
    deciding.resume();
    Optional<Vault> vault = Vault.open(settings, store, site.clock());
    Optional<Keeper> keeper = vault.map(words -> site.open(new Keeper(words)));
    keeper.ifPresent(traffic.inbox()::follow);
    circle.ifPresent(one -> one.tell(store, traffic));
    traffic.watch().start();
    IdentityKey door = IdentityKey.of(site.secrets().bytes("identity"));
    Optional<Http.Coalescing> coalition =
        circle.map(one -> one.desk(store, deciding.people(), door));
    var desk = coalition.map(Http.Coalescing::desk);
    var entrance = site.open(new Entrance(store, deciding, desk, door, site));
    List<Feed> feeds = traffic.feeds(site);
    site.open(new Chores(store, deciding, traffic, entrance, site));
    Dossiers dossiers = site.open(dossiers(store, traffic));
    Desk answers = deciding.desk();
    var doors = new Doors(site);
    Optional<GrpcDoor> grpc = doors.grpc(answers, traffic.inbox());
    gateway = doors.http(answers, traffic.inbox(), deciding.register(), deciding.marker());
    var parts =
        new Http.Parts(
            store,
            traffic.inbox(),
            traffic.watch(),
            feeds,
            deciding.counter(),
            deciding.rounds(),
            deciding.people(),
            deciding.interventions(),
            entrance,
            vault,
            keeper,
            deciding.marks().flatMap(Marks::feed),
            grpc.map(GrpcDoor::otlpHttp),
            site.prices(),
            Calibration.promised(settings),
            sharing(),
            dossiers,
            coalition,
            circle.flatMap(Circle::telling),
            site.time(),
            site.clock());
    http = Optional.of(site.open(Http.start(settings, parts)));
    if (desk.isPresent()) {
      desk.get().start();
    }
  }

  private Dossiers dossiers(Store store, Traffic traffic) throws IOException {
    var sealing = Sealing.of(settings, traffic.detecting().config(), site.prices());
    Path folder = site.data().resolve("dossiers");
    return new Dossiers(store, traffic.history(), sealing, shared(store), folder);
  }

  /// What peers were told, so that a letter can take it back.
  private static Shared shared(Store store) {
    return (campaign, account) -> Told.shared(store.read(v -> v.tellingsOf(campaign)), account);
  }

  private Optional<Http.Sharing> sharing() throws IOException {
    Optional<Path> file = settings.path(Key.HUB);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    HubFile hub = HubFile.read(file.get()).inside();
    Shelf shelf = site.open(Shelf.open(database(settings), site.clock()));
    var taxii = new TaxiiServer(shelf, hub.coalition(), hub.limits(), Server::fault);
    return Optional.of(new Http.Sharing(new TaxiiRoutes(taxii, site.clock()), hub.coalition()));
  }

  /// The kind alone: what an exception says may quote a request.
  private static void fault(Throwable thrown) {
    LOG.log(System.Logger.Level.ERROR, "a request failed: " + thrown.getClass().getName());
  }

  private Policy policy() throws IOException {
    Optional<Path> file = settings.path(Key.POLICY);
    return Policy.parse(file.isPresent() ? Files.readString(file.get()) : Policy.standardText());
  }

  /// Where these settings keep decisions.
  ///
  /// @throws IOException when the file with the password cannot be read
  public static StoreConfig database(Settings settings) throws IOException {
    Optional<String> url = settings.some(Key.DATABASE);
    if (url.isEmpty()) {
      return new StoreConfig.Embedded(Path.of(settings.text(Key.DATA)));
    }
    Optional<Path> secret = settings.path(Key.DATABASE_PASSWORD_FILE);
    String password = secret.isPresent() ? Files.readString(secret.get()).strip() : "";
    return new StoreConfig.Server(url.get(), settings.text(Key.DATABASE_USER), password);
  }

  /// Somebody has to make the other tokens.
  private Optional<Path> makeFirstToken(Store store) throws IOException {
    if (!store.tokens().list().isEmpty()) {
      return Optional.empty();
    }
    Tokens.Fresh fresh =
        store
            .tokens()
            .create(
                "first start", "first admin", Role.ADMIN, site.clock().instant().plus(FIRST_TOKEN));
    Path file = site.data().resolve("first-admin.token");
    Files.deleteIfExists(file);
    Secrets.write(file, (fresh.secret() + "\n").getBytes(StandardCharsets.UTF_8));
    return Optional.of(file);
  }

  /// Where the HTTP interface listens.
  public InetSocketAddress address() {
    return http.orElseThrow().address();
  }

  /// Where gateways may ask; empty when they may not.
  public Optional<InetSocketAddress> gateways() {
    return settings
        .address(Key.GATEWAY_LISTEN)
        .flatMap(at -> gateway.map(door -> at(at.getHostString(), door.port())));
  }

  private static InetSocketAddress at(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  /// What the job on the cluster has to be told, when detection runs there.
  public Optional<String> job() {
    return Detecting.job(settings);
  }

  /// All routes of the HTTP interface, such as `GET /v1/campaigns`.
  List<String> routes() {
    return http.orElseThrow().routes();
  }

  /// The company in the coalition; empty when it is in none.
  Optional<Member> member() {
    return circle.map(Circle::member);
  }

  /// The file with the first token, when this was the first start.
  public Optional<Path> firstToken() {
    return firstToken;
  }

  /// Takes no more, finishes what is under way, keeps the state.
  @Override
  public void close() throws IOException {
    site.parts().close();
  }
}
