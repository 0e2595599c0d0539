// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.KeyPins;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.blind.RemoteHolder;
import io.stillwatch.share.blind.Tokeniser;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.events.Issuer;
import io.stillwatch.share.events.Receiver;
import io.stillwatch.share.events.ReceiverRoutes;
import io.stillwatch.share.events.SigningKeys;
import io.stillwatch.share.events.Stream;
import io.stillwatch.share.events.Subscriber;
import io.stillwatch.share.events.Transmitter;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Detector;
import io.stillwatch.share.stix.IdKey;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Signer;
import io.stillwatch.share.stix.Tlp;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.Poll;
import io.stillwatch.share.taxii.client.Position;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.trust.Peer;
import io.stillwatch.share.trust.Trust;
import io.stillwatch.share.trust.TrustPolicy;
import io.stillwatch.share.trust.WarningLists;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A company as a member of the coalition: keys, tokens, both lanes, and its book on the others.
/// All it says goes through a tap.
final class Member implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final int SECRET_BYTES = 32;

  final Company company;
  final Trust trust;
  private final HubOfDrill hub;
  private final SigningKeys eventKeys;
  private final ECKey objectKey;
  private final Keep keep;
  private final Sender sender;
  private final Tokeniser tokeniser;
  private final TaxiiClient taxii;
  private final Transmitter transmitter;
  private final WireTap recordTap;
  private final Map<String, WireTap> taps = new TreeMap<>();
  private final Map<String, Instant> heard = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private Optional<Door> door = Optional.empty();
  private Position read = Position.START;

  /// Tokens of its accounts.
  private SortedMap<String, List<Token>> tokens = new TreeMap<>();

  Member(Company company, HubOfDrill hub, Detector detector, Path folder, InstantSource clock)
      throws IOException {
    this.company = company;
    this.hub = hub;
    this.clock = clock;
    objectKey = freshKey(company.name());
    eventKeys = SigningKeys.open(folder.resolve("keys"));
    keep = Keep.in(folder.resolve("share"));
    IdKey ids = IdKey.of(fresh());
    sender =
        new Sender(
            ids.id("identity", company.name()),
            company.name(),
            ids,
            Tlp.AMBER_STRICT,
            detector,
            "mailto:appeals@" + company.name() + ".example");
    trust =
        Trust.open(
            folder.resolve("trust"), TrustPolicy.STANDARD, Optional.empty(), WarningLists.NONE);
    WireTap toTokens = tap("tokens", hub.tokens());
    tokeniser =
        new Tokeniser(
            List.of(
                new RemoteHolder(
                    "coalition",
                    toTokens.through(hub.tokens()),
                    HttpClient.newHttpClient(),
                    Optional.of(hub.secret(company.name())))),
            new KeyPins(keep));
    recordTap = tap("hub", hub.leads());
    taxii = TaxiiClient.open(Connection.basic(company.name(), hub.secret(company.name())));
    transmitter =
        Transmitter.open(
            Transmitter.Config.of(uri(company.name())),
            eventKeys,
            keep,
            HttpClient.newHttpClient(),
            clock);
  }

  private static ECKey freshKey(String name) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyID(name)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private static byte[] fresh() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private WireTap tap(String name, URI target) throws IOException {
    WireTap tap = new WireTap(target);
    taps.put(name, tap);
    return tap;
  }

  static String uri(String name) {
    return "https://" + name + ".example";
  }

  String name() {
    return company.name();
  }

  Sender sender() {
    return sender;
  }

  /// As the others enrol it.
  Peer asPeer() {
    String jwks = new JWKSet(objectKey.toPublicJWK()).toString(true);
    String pin = Callers.digest(jwks); // plain text on this machine: no certificate to pin
    return new Peer(
        sender.id(),
        name(),
        jwks,
        new TreeSet<>(List.of(pin)),
        new TreeSet<>(),
        clock.instant().minus(Duration.ofDays(365)));
  }

  /// Opens its own door, and takes the others in.
  void listen(List<Member> others) {
    List<Issuer> issuers =
        others.stream()
            .map(m -> new Issuer(m.name(), uri(m.name()), m.eventKeys.published()))
            .toList();
    Map<String, String> secrets = new HashMap<>();
    others.forEach(m -> secrets.put(Callers.digest(hub.secret(m.name() + name())), m.name()));
    var receiver = new Receiver(uri(name()), issuers, this::hear, keep, clock);
    door =
        Optional.of(
            Door.open(
                InetSocketAddress.createUnresolved("127.0.0.1", 0),
                Optional.empty(),
                routing ->
                    routing.register(
                        ReceiverRoutes.PATH,
                        new ReceiverRoutes(receiver, Callers.bearers(secrets)))));
    others.forEach(m -> trust.enrol(m.asPeer()));
    trust.enrol(asPeer());
  }

  private void hear(io.stillwatch.share.events.Received event) {
    heard.putIfAbsent(event.event().about().text(), clock.instant());
  }

  /// Tells everything to these from now on.
  void tell(List<Member> others) throws IOException {
    for (Member other : others) {
      URI push = URI.create(other.door.orElseThrow().base() + ReceiverRoutes.PATH + "/push");
      URI tapped = tap(other.name(), push).through(push);
      transmitter.allow(new Subscriber(other.name(), uri(other.name()), List.of(tapped)));
      transmitter.subscribe(
          other.name(),
          new Stream.Delivery.Push(
              tapped, Optional.of("Bearer " + hub.secret(name() + other.name()))));
    }
  }

  /// Makes tokens of everything its customers signed up with.
  ///
  /// @return how many
  int tokenise() {
    Epoch epoch = Epoch.at(clock.instant());
    var identifiers = new TreeMap<String, Map<TokenKind, Identifier>>();
    var all = new ArrayList<Identifier>();
    company
        .accounts()
        .forEach(
            (account, known) -> {
              var own = new TreeMap<TokenKind, Identifier>();
              known.forEach(
                  (kind, value) -> identifier(kind, value).ifPresent(i -> own.put(kind, i)));
              identifiers.put(account, own);
              all.addAll(own.values());
            });
    Map<Identifier, BlindToken> made = tokeniser.tokens(epoch, all);
    var found = new TreeMap<String, List<Token>>();
    identifiers.forEach(
        (account, own) -> {
          var list = new ArrayList<Token>();
          own.forEach((kind, i) -> list.add(new Token(kind, String.valueOf(made.get(i)))));
          found.put(account, List.copyOf(list));
        });
    tokens = found;
    return made.size();
  }

  /// What is in no form of its kind, an IPv6 address say, gets no token.
  private static Optional<Identifier> identifier(TokenKind kind, String value) {
    try {
      return Label.of(kind.word()).map(label -> Identifier.of(label, value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Tokens that two or more of these accounts share.
  List<Token> shared(List<String> accounts) {
    var counts = new TreeMap<String, List<Token>>();
    for (String account : accounts) {
      for (Token token : tokens.getOrDefault(account, List.of())) {
        counts.computeIfAbsent(token.value(), v -> new ArrayList<>()).add(token);
      }
    }
    return counts.values().stream().filter(t -> t.size() > 1).map(List::getFirst).toList();
  }

  /// Accounts that have one of these.
  List<String> holders(List<Token> sought) {
    var values = new TreeSet<String>();
    sought.forEach(token -> values.add(token.value()));
    return tokens.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(t -> values.contains(t.value())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Tells everybody: signed objects for the record, and an event for each lead.
  void publish(Bundle bundle, List<Lead> leads) {
    Bundle signed = bundle.signed(new Signer(objectKey));
    taxii.post(recordTap.through(hub.leads()), signed.objects());
    Event.Fingerprint key = new Event.Fingerprint(tokeniser.fingerprint(Epoch.at(clock.instant())));
    var events = new ArrayList<Event>();
    for (Lead lead : leads) {
      for (Token token : lead.tokens()) {
        events.add(
            new Event.Lead(
                BlindToken.parse(token.value()),
                new Event.StixId(lead.id()),
                Label.of(token.kind().word()).orElseThrow(),
                lead.confidence(),
                lead.until(),
                new Event.Detector(sender.detector().version(), sender.detector().sha256()),
                key));
      }
    }
    transmitter.send(events);
  }

  /// Whether an event on this lead has come, and when.
  Optional<Instant> heard(String lead) {
    return Optional.ofNullable(heard.get(lead));
  }

  /// Reads what is new on the record; what its maker did not sign is not looked at.
  Received pull() {
    var objects = new ArrayList<String>();
    URI leads = recordTap.through(hub.leads());
    read =
        new Poll(taxii, leads, PAGE)
            .from(read, page -> page.objects().forEach(o -> objects.add(o.text())));
    List<String> signed = objects.stream().filter(this::signed).toList();
    String all = "{\"objects\":[" + String.join(",", signed) + "]}";
    return BundleReader.read(all.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private boolean signed(String object) {
    return BundleReader.maker(object)
        .flatMap(trust::peer)
        .filter(peer -> peer.signatures().hold(object))
        .isPresent();
  }

  /// All that left it: what it sent, and what it answered to others.
  List<byte[]> left(List<Member> others) {
    var all = new ArrayList<byte[]>();
    taps.values().forEach(tap -> all.addAll(tap.sent()));
    for (Member other : others) {
      WireTap tap = other.taps.get(name());
      if (tap != null) {
        all.addAll(tap.answered());
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    transmitter.close();
    taxii.close();
    door.ifPresent(Door::close);
    for (WireTap tap : taps.values()) {
      tap.close();
    }
    trust.close();
  }
}
