// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.KeyPins;
import io.stillwatch.share.blind.KnownTokens;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.blind.RemoteHolder;
import io.stillwatch.share.blind.TokenRoutes;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.blind.Tokeniser;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.events.Issuer;
import io.stillwatch.share.events.Received;
import io.stillwatch.share.events.Receiver;
import io.stillwatch.share.events.ReceiverRoutes;
import io.stillwatch.share.events.SigningKeys;
import io.stillwatch.share.events.Stream;
import io.stillwatch.share.events.Subscriber;
import io.stillwatch.share.events.Transmitter;
import io.stillwatch.share.fixtures.Parties;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// From a decision at one company to the match at three others, over TLS with client certificates,
/// on one machine: tokens of four identifiers from a service on the network, four signed events for
/// each peer, a look into 100,000 known tokens. `bench/blind.sh`.
final class FastLaneBench {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Epoch EPOCH = Epoch.at(CLOCK.instant());
  private static final List<String> PEERS = List.of("beta", "gamma", "delta");
  private static final int KNOWN = 100_000;
  private static final int DECISIONS = 250;
  private static final int RUSH = 1_000;
  private static final Event.Detector DETECTOR = new Event.Detector("0.1.0", "ab".repeat(32));
  private static final List<Label> LABELS =
      List.of(Label.EMAIL, Label.DEVICE, Label.IP24, Label.ASN_ORG);

  /// When the match of a token at a peer was seen, and who waits for it.
  private static final Map<String, CountDownLatch> WAITING = new ConcurrentHashMap<>();

  private static final Map<String, Long> SEEN = new ConcurrentHashMap<>();

  private FastLaneBench() {}

  static void run(Path folder) throws Exception {
    var all = new ArrayList<String>(List.of("hub", "alpha"));
    all.addAll(PEERS);
    Files.createDirectories(folder);
    var parties = new Parties(folder, all);
    var service =
        new TokenService(
            EpochKeys.open(folder.resolve("hub-keys"), CLOCK),
            new Quotas(Keep.in(folder.resolve("hub")), Map.of("alpha", 1_000_000L), CLOCK));
    Callers callers =
        Callers.certificates(
            Map.of(Callers.digest(parties.party("alpha").certificate()), "alpha"), CLOCK);
    try (Door hub =
        Door.open(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.of(new Door.Security(parties.tls("hub"), true)),
            routing -> routing.register(TokenRoutes.PATH, new TokenRoutes(service, callers)))) {
      HttpClient client = HttpClient.newBuilder().sslContext(parties.tls("alpha")).build();
      var tokeniser =
          new Tokeniser(
              List.of(new RemoteHolder("hub", hub.base(), client, Optional.empty())),
              new KeyPins(Keep.in(folder.resolve("pins"))));
      lanes(folder, parties, callers, client, tokeniser);
    }
  }

  private static void lanes(
      Path folder, Parties parties, Callers callers, HttpClient client, Tokeniser tokeniser)
      throws Exception {
    SigningKeys keys = SigningKeys.open(folder.resolve("alpha-keys"));
    var fingerprint = new Event.Fingerprint(tokeniser.fingerprint(EPOCH));
    var matched = new ArrayList<>(tokeniser.tokens(EPOCH, warm()).values());
    List<BlindToken> rush = BlindBench.tokens(RUSH * LABELS.size(), 3, EPOCH);
    matched.addAll(rush);
    var doors = new ArrayList<Door>();
    try (Transmitter transmitter =
        Transmitter.open(
            Transmitter.Config.of("https://alpha.example"),
            keys,
            Keep.in(folder.resolve("alpha")),
            client,
            CLOCK)) {
      for (String peer : PEERS) {
        doors.add(peer(folder, peer, parties, callers, keys, matched));
        URI push = URI.create(doors.getLast().base() + ReceiverRoutes.PATH + "/push");
        transmitter.allow(new Subscriber(peer, "https://" + peer + ".example", List.of(push)));
        transmitter.subscribe(peer, new Stream.Delivery.Push(push, Optional.empty()));
      }
      IntStream.range(0, 50).forEach(i -> decide(transmitter, tokeniser, fingerprint, -1 - i));
      steady(transmitter, tokeniser, fingerprint);
      rush(transmitter, fingerprint, rush);
    }
    doors.forEach(Door::close);
  }

  /// Identifiers of the accounts that the decisions name.
  private static List<Identifier> warm() {
    return IntStream.range(-50, DECISIONS)
        .boxed()
        .flatMap(i -> LABELS.stream().map(label -> identifier(label, i)))
        .toList();
  }

  private static Identifier identifier(Label label, int i) {
    return new Identifier(label, "value " + i);
  }

  private static Door peer(
      Path folder,
      String peer,
      Parties parties,
      Callers callers,
      SigningKeys keys,
      Collection<BlindToken> matched)
      throws IOException {
    var ours = new KnownTokens(2 * KNOWN);
    int number = 0;
    for (BlindToken token : BlindBench.tokens(KNOWN - matched.size(), peer.hashCode(), EPOCH)) {
      ours.add(token, number++);
    }
    for (BlindToken token : matched) {
      ours.add(token, number++);
    }
    Keep keep = Keep.in(folder.resolve(peer));
    var receiver =
        new Receiver(
            "https://" + peer + ".example",
            List.of(new Issuer("alpha", "https://alpha.example", keys.published())),
            event -> match(peer, ours, event),
            keep,
            CLOCK);
    return Door.open(
        new InetSocketAddress("127.0.0.1", 0),
        Optional.of(new Door.Security(parties.tls(peer), true)),
        routing -> routing.register(ReceiverRoutes.PATH, new ReceiverRoutes(receiver, callers)));
  }

  private static void match(String peer, KnownTokens ours, Received event) {
    if (ours.find(event.event().token()).isPresent()) {
      seen(peer, event);
    }
  }

  private static void seen(String peer, Received event) {
    String key = peer + event.event().about().text();
    SEEN.put(key, System.nanoTime());
    WAITING.getOrDefault(key, new CountDownLatch(0)).countDown();
  }

  private static Event.Lead lead(BlindToken token, Label label, int i, Event.Fingerprint key) {
    Instant expires = CLOCK.instant().plus(Duration.ofDays(14));
    return new Event.Lead(token, stix(label, i), label, 80, expires, DETECTOR, key);
  }

  private static Event.StixId stix(Label label, int i) {
    return new Event.StixId(
        "indicator--00000000-0000-4000-8000-%04x%08x".formatted(label.ordinal(), i));
  }

  /// Milliseconds until each of the peers has matched all four.
  private static double[] decide(
      Transmitter transmitter, Tokeniser tokeniser, Event.Fingerprint key, int i) {
    for (String peer : PEERS) {
      LABELS.forEach(l -> WAITING.put(peer + stix(l, i).text(), new CountDownLatch(1)));
    }
    long start = System.nanoTime();
    List<Identifier> known = LABELS.stream().map(l -> identifier(l, i)).toList();
    Map<Identifier, BlindToken> tokens = tokeniser.tokens(EPOCH, known);
    transmitter.send(known.stream().map(id -> lead(tokens.get(id), id.label(), i, key)).toList());
    return PEERS.stream().mapToDouble(peer -> last(peer, i) / 1e6 - start / 1e6).toArray();
  }

  private static double last(String peer, int i) {
    long last = Long.MIN_VALUE;
    for (Label label : LABELS) {
      String key = peer + stix(label, i).text();
      try {
        if (!WAITING.get(key).await(120, TimeUnit.SECONDS)) {
          throw new IllegalStateException("no match at " + peer);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      last = Math.max(last, SEEN.get(key));
    }
    return last;
  }

  private static void steady(Transmitter transmitter, Tokeniser tokeniser, Event.Fingerprint key) {
    double[] times =
        IntStream.range(0, DECISIONS)
            .mapToObj(i -> decide(transmitter, tokeniser, key, i))
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    say(
        "decision with 4 identifiers to match at each of 3 peers, %,d decisions"
            .formatted(DECISIONS),
        times);
  }

  private static void say(String what, double[] sorted) {
    System.out.printf(
        "%s: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
        what,
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100],
        sorted[sorted.length - 1]);
  }

  /// One decision that names a thousand accounts at once, with four tokens each that are known
  /// already.
  private static void rush(
      Transmitter transmitter, Event.Fingerprint key, List<BlindToken> tokens) {
    int base = 1_000_000;
    var leads = new ArrayList<Event.Lead>();
    for (int i = 0; i < tokens.size(); i++) {
      Label label = LABELS.get(i % LABELS.size());
      leads.add(lead(tokens.get(i), label, base + i / LABELS.size(), key));
    }
    for (String peer : PEERS) {
      leads.forEach(l -> WAITING.put(peer + l.about().text(), new CountDownLatch(1)));
    }
    long start = System.nanoTime();
    long cpu = cpu();
    transmitter.send(leads);
    double kept = (System.nanoTime() - start) / 1e6;
    double[] times =
        PEERS.stream()
            .flatMapToDouble(
                peer ->
                    IntStream.range(0, RUSH)
                        .mapToDouble(i -> last(peer, base + i) / 1e6 - start / 1e6))
            .sorted()
            .toArray();
    say("one decision with 1,000 accounts of 4 identifiers, each account at 3 peers", times);
    System.out.printf(
        "signed and kept after %.0f ms; CPU of both ends: %.2f ms an event%n",
        kept, (cpu() - cpu) / 1e6 / leads.size() / PEERS.size());
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
