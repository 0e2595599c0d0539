// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

// Long because it is where keys, tokens, lanes and book of one company meet, and nobody else may.

import io.helidon.webserver.http.HttpRouting;
import io.stillwatch.model.Opened;
import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Denied;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Holder;
import io.stillwatch.share.blind.KeyPins;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.blind.ProofFailed;
import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.blind.RemoteHolder;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.blind.Tokeniser;
import io.stillwatch.share.door.Bell;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.events.Received;
import io.stillwatch.share.events.Receiver;
import io.stillwatch.share.events.ReceiverRoutes;
import io.stillwatch.share.events.Stream.Delivery;
import io.stillwatch.share.events.Subscriber;
import io.stillwatch.share.events.Transmitter;
import io.stillwatch.share.events.TransmitterRoutes;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.Detector;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Signer;
import io.stillwatch.share.stix.Step;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.trust.Act;
import io.stillwatch.share.trust.Advice;
import io.stillwatch.share.trust.Canaries;
import io.stillwatch.share.trust.Peer;
import io.stillwatch.share.trust.Trust;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One company in the coalition: its keys, the tokens of its accounts, both lanes, and its book on
/// the others. The record is what counts; an event only has it read at once. Everything is in one
/// folder, which one process uses. Any number of threads may call.
public final class Member implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.share");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SWEEP = Duration.ofMinutes(10);
  private static final Duration ACTS = Duration.ofDays(30);
  private static final long OWN_SIGNUPS = 10_000_000;

  private final MemberConfig config;
  private final InstantSource clock;
  private final Opened parts = new Opened("the member");
  private final MemberKeys keys;
  private final Keep keep;
  private final Trust trust;
  private final OwnTokens tokens;
  private final Tokeniser tokeniser;
  private final Sender sender;
  private final Receiver receiver;
  private final Transmitter transmitter;
  private final Optional<TheRecord> record;
  private volatile Callers callers = request -> Optional.empty();
  private volatile Map<String, Neighbour> neighbours = Map.of();
  private volatile Listener listener = Listener.NONE;
  private volatile Optional<Bell> reading = Optional.empty();
  private volatile Optional<Bell> making = Optional.empty();
  private volatile Optional<Instant> readAt = Optional.empty();

  /// Opens its folder, which is made when it is missing.
  ///
  /// @param detector what makes its findings
  /// @throws IOException when a key or a file cannot be had
  public static Member open(
      Path folder, MemberConfig config, Detector detector, InstantSource clock) throws IOException {
    return new Member(folder, config, detector, clock);
  }

  private Member(Path folder, MemberConfig config, Detector detector, InstantSource clock)
      throws IOException {
    this.config = config;
    this.clock = clock;
    keys = MemberKeys.open(folder.resolve("keys"));
    keep = parts.add(Keep.in(folder));
    MemberConfig.Caution caution = config.caution();
    trust =
        parts.add(
            Trust.open(
                folder.resolve("trust"), caution.policy(), canaries(caution), caution.warnings()));
    HttpClient http =
        parts.add(
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER) // it would carry secrets elsewhere
                .sslContext(config.connection().tls())
                .build());
    tokens = new OwnTokens(keep, keys, caution, clock);
    tokeniser = new Tokeniser(holders(folder, http), new KeyPins(keep));
    MemberConfig.Self self = config.self();
    sender =
        new Sender(
            self.identity().orElseGet(() -> keys.ids().id("identity", self.name())),
            self.name(),
            keys.ids(),
            self.marking(),
            detector,
            self.appeal());
    receiver = new Receiver(self.url(), List.of(), this::heard, keep, clock);
    transmitter =
        parts.add(
            Transmitter.open(Transmitter.Config.of(self.url()), keys.signing(), keep, http, clock));
    record = record();
  }

  private static Optional<Canaries> canaries(MemberConfig.Caution caution) {
    return caution
        .canaryKey()
        .map(
            hex -> new Canaries(HexFormat.of().parseHex(hex), BlindToken.Scheme.VOPRF_P256.word()));
  }

  private List<Holder> holders(Path folder, HttpClient http) throws IOException {
    List<Holder> remote =
        config.tokens().stream()
            .<Holder>map(one -> new RemoteHolder(one.name(), one.url(), http, one.secret()))
            .toList();
    return remote.isEmpty() ? List.of(ownHolder(folder)) : remote;
  }

  private Holder ownHolder(Path folder) throws IOException {
    String name = config.self().name();
    var quotas = new Quotas(keep, Map.of(name, OWN_SIGNUPS), clock);
    return new TokenService(EpochKeys.open(folder.resolve("token-keys"), clock), quotas).as(name);
  }

  private Optional<TheRecord> record() throws IOException {
    if (config.record().isEmpty()) {
      return Optional.empty();
    }
    MemberConfig.RecordPlace place = config.record().get();
    TaxiiClient client =
        parts.add(TaxiiClient.open(config.connection().saying(place.authorization())));
    return Optional.of(new TheRecord(client, place.collection(), keep, trust, clock));
  }

  /// Who it is, as what it tells is marked.
  public Sender sender() {
    return sender;
  }

  /// The book on the others.
  public Trust trust() {
    return trust;
  }

  /// The tokens of its accounts.
  public OwnTokens tokens() {
    return tokens;
  }

  /// Public keys it signs with, as peers enrol them.
  public String publicKeys() {
    return keys.signing().published();
  }

  /// Peers, as they were last given.
  public List<Neighbour> neighbours() {
    return List.copyOf(neighbours.values());
  }

  /// The name of a peer; its identity, when it is none any more.
  public String name(String identity) {
    return trust.peer(identity).map(Peer::name).orElse(identity);
  }

  /// From now on these are its peers, and nobody else: who is new is enrolled, who is gone is
  /// struck out with all it said.
  public synchronized void become(List<Neighbour> peers) {
    Map<String, Neighbour> now =
        peers.stream()
            .collect(
                Collectors.toMap(
                    one -> one.peer().name(), Function.identity(), (a, b) -> b, TreeMap::new));
    peers.forEach(one -> trust.enrol(one.peer()));
    for (Peer before : trust.peers()) {
      if (peers.stream().noneMatch(one -> one.peer().id().equals(before.id()))) {
        trust.expel(before.id(), clock.instant());
        transmitter.forbid(before.name());
      }
    }
    callers = callers(peers);
    neighbours = now;
    receiver.become(peers.stream().map(Neighbour::issuer).toList());
    peers.forEach(this::subscribe);
    changed();
  }

  private Callers callers(List<Neighbour> peers) {
    var pins = new HashMap<String, String>();
    var secrets = new HashMap<String, String>();
    for (Neighbour one : peers) {
      one.peer().pins().forEach(pin -> pins.put(pin, one.peer().name()));
      one.shows().ifPresent(s -> secrets.put(Callers.digest(s), one.peer().name()));
    }
    return Callers.certificates(pins, clock).or(Callers.bearers(secrets));
  }

  private void subscribe(Neighbour one) {
    String name = one.peer().name();
    List<URI> places = one.push().stream().toList();
    transmitter.allow(new Subscriber(name, one.url(), places));
    Optional<String> header = one.wants().map(secret -> "Bearer " + secret);
    one.push().ifPresent(place -> transmitter.subscribe(name, new Delivery.Push(place, header)));
  }

  /// Who of its peers calls.
  public Callers callers() {
    return request -> callers.who(request);
  }

  /// Where peers bring events, and fetch ours.
  public void on(HttpRouting.Builder routing) {
    routing.register(ReceiverRoutes.PATH, new ReceiverRoutes(receiver, callers()));
    routing.register(
        "/", new TransmitterRoutes(transmitter, callers(), URI.create(config.self().url())));
  }

  /// Tells this one too from now on.
  public synchronized void follow(Listener other) {
    listener = Listener.both(listener, other);
  }

  /// Reads the record and makes tokens by itself from now on, until it is closed.
  public synchronized void start() {
    if (record.isPresent() && reading.isEmpty()) {
      reading = Optional.of(parts.add(Bell.start("the reading of the record", this::readOn)));
    }
    if (making.isEmpty()) {
      making = Optional.of(parts.add(Bell.start("the making of tokens", this::makeSome)));
    }
    parts.add(Bell.start("the sweeping of the book", this::sweep));
  }

  private Duration readOn() {
    read();
    return config.record().orElseThrow().every();
  }

  private Duration makeSome() throws InterruptedException {
    try {
      return tokenise() == 0 ? SWEEP : Duration.ZERO;
    } catch (Denied e) {
      Thread.sleep(e.after());
      return Duration.ZERO;
    }
  }

  private Duration sweep() {
    trust.expire(clock.instant());
    tokens.sweep();
    changed();
    return SWEEP;
  }

  /// The event is a bell: what it says is taken from the record, where its maker's signature is.
  private void heard(Received event) {
    listener.rang(event);
    reading.ifPresent(Bell::ring);
    if (event.event() instanceof Event.Lead lead && otherKey(lead)) {
      LOG.log(
          Level.ERROR,
          "{0} makes tokens of {1} with another key; compare fingerprints with it",
          event.peer(),
          lead.token().epoch());
    }
  }

  private boolean otherKey(Event.Lead lead) {
    try {
      return lead.token().scheme() == BlindToken.Scheme.VOPRF_P256
          && !tokeniser.fingerprint(lead.token().epoch()).equals(lead.key().text());
    } catch (Holder.Unreachable | ProofFailed e) {
      return false; // the making of tokens says so
    }
  }

  private void changed() {
    listener.changed();
  }

  /// Reads what is new on the record.
  ///
  /// @throws io.stillwatch.share.taxii.client.TaxiiFailed when it does not answer; what came before
  ///   is kept
  public Taken read() {
    Taken taken =
        record
            .map(
                place ->
                    place.read(
                        objects -> {
                          listener.read(objects);
                          changed();
                        }))
            .orElse(Taken.NOTHING);
    readAt = Optional.of(clock.instant());
    return taken;
  }

  /// Remembers what an account signed up with, and has tokens made of it.
  ///
  /// @return whether there was room
  public boolean know(String account, List<io.stillwatch.share.blind.Identifier> identifiers) {
    boolean room = tokens.add(account, identifiers);
    making.ifPresent(Bell::ring);
    return room;
  }

  /// Makes tokens of some of what has none.
  ///
  /// @return how many
  public int tokenise() {
    int made = tokens.tokenise(tokeniser);
    if (made > 0) {
      changed();
    }
    return made;
  }

  /// What leads say of an account; empty when none names it.
  public Optional<Advice> advise(String account) {
    Advice advice = trust.advise(tokens.matches(account), clock.instant());
    return advice.leads().isEmpty() ? Optional.empty() : Optional.of(advice);
  }

  /// What leads say of all accounts that they name.
  public SortedMap<String, Advice> advised() {
    var named = new TreeSet<Token>(java.util.Comparator.comparing(Token::value));
    trust.leads(clock.instant()).forEach(lead -> named.addAll(lead.tokens()));
    var all = new TreeMap<String, Advice>();
    for (String account : tokens.holders(named)) {
      advise(account).ifPresent(advice -> all.put(account, advice));
    }
    return all;
  }

  /// Does what advice allows beyond watching, if the book allows it, and says what stands of it. An
  /// act stands until its leads end or a month is over.
  ///
  /// @return what stands, or why a person has to look first
  public Stands act(String account, Advice advice) {
    String mark = keys.marks().id("account", account);
    Optional<Act> before =
        trust.acts().stream().filter(act -> act.account().equals(mark)).findFirst();
    if (before.isPresent() || advice.step() == Step.WATCH) {
      return new Stands(before.map(Act::step).orElse(Step.WATCH), "");
    }
    Instant now = clock.instant();
    String id = keys.marks().id("act", account + now);
    var act = new Act(id, mark, advice.step(), advice.leads(), now, now.plus(ACTS));
    return trust
        .act(act, tokens.accounts(), now)
        .map(why -> new Stands(Step.WATCH, why))
        .orElseGet(() -> new Stands(act.step(), ""));
  }

  /// What stands about an account on leads alone.
  ///
  /// @param held why it is less than leads suggest; empty when it is not
  public record Stands(Step step, String held) {}

  /// Forgets an account. The book never knew its name.
  ///
  /// @return how many identifiers of it were known
  public int erase(String account) {
    int gone = tokens.erase(account);
    changed();
    return gone;
  }

  /// Tells everybody: signed objects for the record, then an event for each token of each lead.
  ///
  /// @param leads those in the bundle
  public void publish(Bundle bundle, List<Lead> leads) {
    Bundle signed = signed(bundle);
    record.ifPresent(place -> place.post(signed.objects()));
    transmitter.send(leads.stream().flatMap(lead -> events(lead).stream()).toList());
  }

  /// What the fast lane says of a lead: an event for each of its tokens.
  public List<Event> events(Lead lead) {
    var detector = new Event.Detector(sender.detector().version(), sender.detector().sha256());
    var events = new ArrayList<Event>();
    for (Token token : lead.tokens()) {
      BlindToken blind = BlindToken.parse(token.value());
      events.add(
          new Event.Lead(
              blind,
              new Event.StixId(lead.id()),
              Label.of(token.kind().word()).orElseThrow(),
              lead.confidence(),
              lead.until(),
              detector,
              fingerprint(blind.epoch())));
    }
    return events;
  }

  /// Objects with our signature.
  public Bundle signed(Bundle bundle) {
    return bundle.signed(new Signer(keys.signing().active()));
  }

  /// Puts signed objects on the record, those that are there already excepted. Without a record it
  /// does nothing.
  ///
  /// @throws io.stillwatch.share.taxii.client.TaxiiFailed when the record does not take them
  public void post(List<String> objects) {
    record.ifPresent(place -> place.post(objects));
  }

  /// Invented tokens, if there is a key for them.
  public Optional<Canaries> canaries() {
    return canaries(config.caution());
  }

  /// The fingerprint of the key that makes the tokens of a month.
  public Event.Fingerprint fingerprint(Epoch epoch) {
    return new Event.Fingerprint(tokeniser.fingerprint(epoch));
  }

  /// The events on their way to others.
  public Transmitter transmitter() {
    return transmitter;
  }

  /// How many events came, by what became of them.
  public Map<String, Long> events() {
    return receiver.counts();
  }

  /// When the record was last read to its end.
  public Optional<Instant> readAt() {
    return readAt;
  }

  /// How often the record could not be read.
  public long readsFailed() {
    return reading.map(Bell::failed).orElse(0L);
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
