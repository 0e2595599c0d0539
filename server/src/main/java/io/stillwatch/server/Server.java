// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

// Long because it is the one place where all parts of a running server meet, in the order they
// need.

import io.stillwatch.dossier.Prices;
import io.stillwatch.gateway.Gateway;
import io.stillwatch.grpc.GrpcDoor;
import io.stillwatch.identity.IdentityKey;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.PriceList;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Marker;
import io.stillwatch.respond.DelayKey;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.server.coalition.Detectors;
import io.stillwatch.server.decide.Calibration;
import io.stillwatch.server.decide.Callbacks;
import io.stillwatch.server.decide.Counter;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.decide.Register;
import io.stillwatch.server.decide.Rounds;
import io.stillwatch.server.http.Doorkeeper;
import io.stillwatch.server.http.Http;
import io.stillwatch.server.http.Oidc;
import io.stillwatch.server.http.TokenHolders;
import io.stillwatch.server.kafka.ExchangeTopics;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.live.History;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Judged;
import io.stillwatch.server.live.Tail;
import io.stillwatch.server.live.Time;
import io.stillwatch.server.live.Watching;
import io.stillwatch.server.mark.Marks;
import io.stillwatch.server.papers.Dossiers;
import io.stillwatch.server.papers.Sealing;
import io.stillwatch.server.papers.Shared;
import io.stillwatch.server.settings.CoalitionFile;
import io.stillwatch.server.settings.HubFile;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.MarksFile;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.server.tell.Telling;
import io.stillwatch.server.tell.Told;
import io.stillwatch.server.text.Keeper;
import io.stillwatch.server.text.Vault;
import io.stillwatch.server.trial.Interventions;
import io.stillwatch.server.trial.Terms;
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
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Everything live in one process: takes exchanges, detects, decides, answers. What it acknowledges
/// outlasts it, and what it did it does not do again.
public final class Server implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.stillwatch.server");
  private static final Duration FIRST_TOKEN = Duration.ofDays(90);

  private final Settings settings;
  private final InstantSource clock;
  private final Path data;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final EventClock time = new EventClock();
  private Optional<Path> firstToken = Optional.empty();
  private List<String> routes = List.of();
  private Optional<Gateway> gateway = Optional.empty();
  private volatile Optional<Telling> telling = Optional.empty();
  private Optional<InetSocketAddress> listening = Optional.empty();
  private Optional<Member> member = Optional.empty();

  private Server(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    data = Path.of(settings.text(Key.DATA));
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

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private void start() throws IOException {
    Reach.check(settings);
    Secrets.folder(data);
    var secrets = new Secrets(data.resolve("keys"));
    Policy policy = policy();
    Store store = part(Store.open(database(settings), clock));
    firstToken = makeFirstToken(store);
    var ladder = new Ladder(policy, DelayKey.of(secrets.bytes("delay")));
    var counter =
        Doors.shareBudgets(settings)
            ? new Counter(policy, store.budgets(), time)
            : new Counter(policy, time);
    var register = new Register(store, counter, time);
    var interventions =
        new Interventions(store, Terms.of(settings), policy, secrets.bytes("coins"), time);
    register.follow(interventions);
    Optional<Marks> marks = marks(policy);
    marks.ifPresent(keys -> register.follow(view -> keys.know(view.lasting(time.millis()))));
    var rounds = new Rounds(store, policy, ladder, register);
    Journal journal = part(Journal.open(data.resolve("journal"), JournalConfig.DEFAULT));
    var detecting = Detecting.of(settings, secrets, clock);
    Optional<CoalitionFile> circle = circle();
    member = circle.isPresent() ? Optional.of(member(circle.get())) : Optional.empty();
    Judged judged =
        (at, findings) -> {
          rounds.judged(at, findings);
          telling.ifPresent(one -> one.herald().judged(at, findings));
        };
    Watching watch = part(detecting.watch(journal, judged, member.isPresent()));
    parts.push(rounds::stop);
    followTime(store, watch);
    var inbox = part(new Inbox(journal, eventTime(), detecting.readers(), detecting.threads()));
    inbox.resume(watch.progress().horizon());
    interventions.resume();
    register.refresh();
    var people = new People(store, policy, ladder, rounds, register, time);
    Optional<Vault> vault = Vault.open(settings, store, clock);
    Optional<Keeper> keeper = vault.map(Keeper::new);
    keeper.map(this::part).ifPresent(inbox::follow);
    telling = member.map(one -> part(tell(one, ground(store, journal, watch, detecting))));
    watch.start();
    IdentityKey door = IdentityKey.of(secrets.bytes("identity"));
    Optional<Http.Coalescing> coalition =
        member.map(one -> coalition(circle.orElseThrow(), one, store, people, door));
    var desk = coalition.map(Http.Coalescing::desk);
    var entrance = part(new Entrance(settings, door, store, people, policy, desk, time));
    List<Feed> feeds = feeds(inbox, detecting);
    var callbacks = new Callbacks(store, part(HttpClient.newHttpClient()), time);
    part(
        new Chores(
            settings,
            journal,
            inbox,
            watch,
            register,
            entrance,
            callbacks,
            interventions,
            store,
            clock));
    var sealing = Sealing.of(settings, detecting.config(), prices());
    var dossiers =
        part(
            new Dossiers(
                store,
                new History(journal, detecting.ids()),
                sealing,
                shared(store),
                data.resolve("dossiers")));
    Desk answers = interventions.over(counter);
    var doors = new Doors(settings, secrets, time, clock);
    Optional<GrpcDoor> grpc = doors.grpc(answers, inbox);
    grpc.ifPresent(this::part);
    gateway =
        doors.http(answers, inbox, register, marks.<Marker>map(keys -> keys).orElse(Marker.NONE));
    gateway.ifPresent(this::part);
    var parts =
        new Http.Parts(
            store,
            inbox,
            watch,
            feeds,
            counter,
            rounds,
            people,
            interventions,
            entrance,
            vault,
            keeper,
            grpc.map(GrpcDoor::otlpHttp),
            prices(),
            Calibration.promised(settings),
            sharing(),
            dossiers,
            coalition,
            telling,
            time,
            clock);
    Http http = part(Http.start(settings, parts, doorkeeper(store)));
    listening = Optional.of(http.address());
    if (desk.isPresent()) {
      desk.get().start();
    }
    routes = http.routes();
  }

  private List<Feed> feeds(Inbox inbox, Detecting detecting) throws IOException {
    var feeds = new ArrayList<Feed>();
    for (String file : settings.list(Key.TAIL)) {
      feeds.add(part(new Tail(Path.of(file), tailFormat(), inbox, data)));
    }
    List<String> topics = settings.list(Key.EXCHANGE_TOPICS);
    if (!topics.isEmpty()) {
      Format format = format(Key.EXCHANGE_FORMAT);
      feeds.add(part(new ExchangeTopics(detecting.brokers(), topics, format, inbox)));
    }
    return feeds;
  }

  /// What peers were told, so that a letter can take it back.
  private static Shared shared(Store store) {
    return (campaign, account) -> Told.shared(store.read(v -> v.tellingsOf(campaign)), account);
  }

  private Prices prices() {
    PriceList list = settings.path(Key.PRICES).map(PriceList::load).orElseGet(PriceList::standard);
    return Prices.of(list.date(), list::cost);
  }

  private Optional<Marks> marks(Policy policy) throws IOException {
    Optional<Path> file = settings.path(Key.GATEWAY_MARKS);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (settings.some(Key.GATEWAY_UPSTREAM).isEmpty()) {
      throw settings.refuse(
          Key.GATEWAY_MARKS, "changes requests to gateway.upstream, which is not set");
    }
    return Optional.of(new Marks(MarksFile.read(file.get()), policy, clock));
  }

  private Optional<CoalitionFile> circle() throws IOException {
    Optional<Path> file = settings.path(Key.COALITION);
    return file.isPresent() ? Optional.of(CoalitionFile.read(file.get())) : Optional.empty();
  }

  private Member member(CoalitionFile read) throws IOException {
    return part(
        Member.open(
            data.resolve("coalition"),
            read.config(),
            Detectors.own(Calibration.promised(settings)),
            clock));
  }

  private Telling tell(Member member, Telling.Ground ground) {
    var terms =
        new Telling.Terms(
            settings.word(Key.TELL, "ask", "named").equals("named"),
            settings.word(Key.ANSWER, "ask", "measured").equals("measured"),
            settings.span(Key.MEASURE_AFTER, Duration.ofHours(1), Duration.ofDays(7)));
    return Telling.start(member, terms, ground);
  }

  private Telling.Ground ground(Store store, Journal journal, Watching watch, Detecting detecting) {
    return new Telling.Ground(
        store,
        new History(journal, detecting.ids()),
        watch,
        detecting.config(),
        prices(),
        time,
        clock);
  }

  private Optional<Http.Sharing> sharing() throws IOException {
    Optional<Path> file = settings.path(Key.HUB);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    HubFile hub = HubFile.read(file.get()).inside();
    Shelf shelf = part(Shelf.open(database(settings), clock));
    var taxii = new TaxiiServer(shelf, hub.coalition(), hub.limits(), Server::fault);
    return Optional.of(new Http.Sharing(new TaxiiRoutes(taxii, clock), hub.coalition()));
  }

  private Http.Coalescing coalition(
      CoalitionFile read, Member one, Store store, People people, IdentityKey door) {
    var place =
        new CoalitionDesk.Place(
            store,
            people,
            () -> CoalitionFile.read(settings.path(Key.COALITION).orElseThrow()).peers());
    var rules = new CoalitionDesk.Rules(read.steps(), Entrance.applies(settings));
    var desk = part(new CoalitionDesk(one, place, rules, door));
    return new Http.Coalescing(desk, read.certificates());
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
            .create("first start", "first admin", Role.ADMIN, clock.instant().plus(FIRST_TOKEN));
    Path file = data.resolve("first-admin.token");
    Files.deleteIfExists(file);
    Secrets.write(file, (fresh.secret() + "\n").getBytes(StandardCharsets.UTF_8));
    return Optional.of(file);
  }

  private Time eventTime() {
    Duration patience = settings.span(Key.PATIENCE);
    return isLog()
        ? new Time.Log(patience, Detecting.rhythm(settings))
        : new Time.Wall(clock, patience);
  }

  private boolean isLog() {
    return settings.word(Key.TIME, "wall", "log").equals("log");
  }

  private void followTime(Store store, Watching watch) {
    long round = store.read(view -> view.progress(Rounds.ROUND)).orElse(0);
    time.follow(isLog() ? () -> Math.max(round, watch.progress().horizon()) : clock::millis);
  }

  private Optional<Format> tailFormat() {
    return settings.some(Key.TAIL_FORMAT).map(word -> format(Key.TAIL_FORMAT));
  }

  private Format format(Key key) {
    return Format.of(settings.text(key))
        .orElseThrow(
            () -> settings.refuse(key, "is no format; it takes stillwatch, litellm or otel"));
  }

  private Doorkeeper doorkeeper(Store store) throws IOException {
    Doorkeeper tokens = new TokenHolders(store.tokens(), clock);
    Optional<String> issuer = settings.some(Key.OIDC_ISSUER);
    return issuer.isEmpty()
        ? tokens
        : Doorkeeper.any(
            tokens,
            Oidc.of(
                issuer.get(),
                settings.text(Key.OIDC_AUDIENCE),
                settings.text(Key.OIDC_ROLE_CLAIM)));
  }

  /// Where the HTTP interface listens.
  public InetSocketAddress address() {
    return listening.orElseThrow();
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
    return routes;
  }

  /// The company in the coalition; empty when it is in none.
  Optional<Member> member() {
    return member;
  }

  /// The file with the first token, when this was the first start.
  public Optional<Path> firstToken() {
    return firstToken;
  }

  /// Takes no more, finishes what is under way, keeps the state.
  @Override
  public void close() throws IOException {
    IOException failed = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failed = new IOException("a part of the server could not be closed", e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
