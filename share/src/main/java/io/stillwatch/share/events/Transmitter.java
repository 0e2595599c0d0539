// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.stillwatch.model.crypto.Sha256;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Stream.Delivery;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sends our events to peers: signs one token for each, keeps it on disk until the peer has
/// acknowledged it, and brings it or lets it be fetched. Any number of threads may call.
public final class Transmitter implements AutoCloseable {
  private static final JOSEObjectType TYPE = new JOSEObjectType("secevent+jwt");
  private static final int ID_BYTES = 16;
  private static final Duration CLOSING = Duration.ofSeconds(15);

  private final Config config;
  private final Map<String, Subscriber> subscribers;
  private final SigningKeys keys;
  private final HttpClient client;
  private final InstantSource clock;
  private final Streams kept;
  private final Outbox outbox;
  private final SecureRandom chance = new SecureRandom();
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();
  private final Map<String, Thread> couriers = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  /// @param issuer our own URI, the `iss` of our events
  /// @param waiting the most events that wait for one peer
  /// @param firstRetry how long a peer is left alone after it did not answer; doubles up to 5
  ///   minutes
  public record Config(String issuer, int waiting, Duration firstRetry) {
    public static Config of(String issuer) {
      return new Config(issuer, 100_000, Duration.ofSeconds(1));
    }
  }

  private Transmitter(
      Config config, SigningKeys keys, Keep keep, HttpClient client, InstantSource clock) {
    this.config = config;
    this.subscribers = new ConcurrentHashMap<>();
    this.keys = keys;
    this.client = client;
    this.clock = clock;
    this.kept = new Streams(keep);
    this.outbox = new Outbox(keep, clock, config.waiting());
  }

  /// Opens it, and goes on with what waits.
  ///
  /// @param client has our certificate, where peers ask for one
  public static Transmitter open(
      Config config, SigningKeys keys, Keep keep, HttpClient client, InstantSource clock) {
    var transmitter = new Transmitter(config, keys, keep, client, clock);
    transmitter.kept.all().forEach(transmitter::start);
    return transmitter;
  }

  /// Allows a peer to have events.
  public Transmitter allow(Subscriber subscriber) {
    subscribers.put(subscriber.peer(), subscriber);
    return this;
  }

  /// Ends that, and its stream with all that waits.
  public void forbid(String peer) {
    subscribers.remove(peer);
    unsubscribe(peer);
  }

  /// Makes the stream of a peer, or replaces how it is delivered.
  ///
  /// @param events types that it wants; those that we do not know are left out
  /// @throws IllegalArgumentException when the peer is not allowed, or not there
  public Stream subscribe(
      String peer, Delivery delivery, Collection<String> events, String description) {
    Subscriber subscriber = subscriber(peer);
    if (delivery instanceof Delivery.Push push && !subscriber.allows(push.endpoint())) {
      throw new IllegalArgumentException(
          "the endpoint is not one that was agreed on; ask the transmitter to add it");
    }
    Stream before = streams.get(peer);
    var stream =
        new Stream(
            before == null ? random() : before.id(),
            peer,
            subscriber.audience(),
            delivery,
            EventForm.TYPES.stream().filter(events::contains).toList(),
            before == null ? Stream.Status.ENABLED : before.status(),
            description);
    kept.put(stream);
    start(stream);
    outbox.wake();
    return stream;
  }

  /// The same for all of our events, pushed.
  public Stream subscribe(String peer, Delivery.Push push) {
    return subscribe(peer, push, EventForm.TYPES, "");
  }

  private Subscriber subscriber(String peer) {
    return Optional.ofNullable(subscribers.get(peer))
        .orElseThrow(() -> new IllegalArgumentException("this peer may not have events"));
  }

  private void start(Stream stream) {
    streams.put(stream.peer(), stream);
    couriers.computeIfAbsent(stream.peer(), this::courier);
  }

  private Thread courier(String peer) {
    var courier =
        new Courier(
            peer,
            () -> open ? stream(peer) : Optional.empty(),
            outbox,
            client,
            config.firstRetry());
    return Thread.ofVirtual().name("events to " + peer).start(courier);
  }

  /// The stream of a peer.
  public Optional<Stream> stream(String peer) {
    return Optional.ofNullable(streams.get(peer));
  }

  /// Lets the events of a peer go, wait, or be lost.
  ///
  /// @throws IllegalArgumentException when it has no stream
  public void status(String peer, Stream.Status status) {
    Stream stream =
        stream(peer).orElseThrow(() -> new IllegalArgumentException("this peer has no stream"));
    kept.put(stream.with(status));
    streams.put(peer, stream.with(status));
    if (status == Stream.Status.DISABLED) {
      outbox.clear(peer);
    }
    outbox.wake();
  }

  /// Ends the stream of a peer, with all that waits for it.
  public void unsubscribe(String peer) {
    kept.remove(peer);
    streams.remove(peer);
    outbox.clear(peer);
    Thread courier = couriers.remove(peer);
    if (courier != null) {
      courier.interrupt();
    }
  }

  /// Tells every peer that wants to know. It is on disk when this returns.
  ///
  /// @return how many peers are told
  public int send(Event event) {
    return send(List.of(event));
  }

  /// The same for several at once: all of them are kept, or none.
  ///
  /// @return how many tokens were made
  public int send(Collection<? extends Event> events) {
    return send(peer -> events.stream().map(event -> new Letter(random(), event)).toList());
  }

  /// The same for a telling that may have to be repeated, because nobody knows whether it was sent
  /// before the process died: each peer takes every event of it once. What differs from peer to
  /// peer may do so.
  ///
  /// @param once the same whenever it is repeated, and known to nobody else: of it the `jti` is
  ///   made
  /// @param events by peer, in the same order whenever it is repeated
  /// @return how many tokens were made
  public int send(String once, Function<String, List<? extends Event>> events) {
    return send(
        peer -> {
          List<? extends Event> all = events.apply(peer);
          return IntStream.range(0, all.size())
              .mapToObj(i -> new Letter(digest(once + '\n' + peer + '\n' + i), all.get(i)))
              .toList();
        });
  }

  /// An event with the id that its token will have.
  private record Letter(String id, Event event) {}

  /// A letter and where it goes.
  private record Addressed(Stream stream, Letter letter) {}

  private int send(Function<String, List<Letter>> letters) {
    var addressed = new ArrayList<Addressed>();
    for (Stream stream : streams.values()) {
      if (stream.status() != Stream.Status.DISABLED) {
        letters.apply(stream.peer()).stream()
            .filter(letter -> isWanted(stream, letter.event()))
            .forEach(letter -> addressed.add(new Addressed(stream, letter)));
      }
    }
    List<Parcel> parcels =
        addressed.parallelStream() // a rush is thousands of signatures
            .map(one -> parcel(one.stream(), one.letter()))
            .toList();
    outbox.add(parcels);
    return parcels.size();
  }

  private static boolean isWanted(Stream stream, Event event) {
    return stream.events().contains(EventForm.type(event));
  }

  private Parcel parcel(Stream stream, Letter letter) {
    Event event = letter.event();
    Instant now = clock.instant();
    Instant kept = now.plus(Seen.WINDOW);
    boolean news = !(event instanceof Event.Retraction);
    Instant expires =
        event instanceof Event.Lead lead && lead.expires().isBefore(kept) ? lead.expires() : kept;
    String id = letter.id();
    String token =
        sign(
            claims(stream, id, now)
                .claim("txn", event.about().text())
                .claim("sub_id", EventForm.subject(event.token()))
                .claim("events", Map.of(EventForm.type(event), EventForm.write(event)))
                .build());
    return new Parcel(
        stream.peer(), id, event.token().hex(), news ? Parcel.NEWS : Parcel.DUTY, expires, token);
  }

  /// Sends a verification over the stream of a peer (SSF 1.0, section 8.1.4).
  ///
  /// @param state what the peer asked to see again
  /// @throws IllegalArgumentException when it has no stream
  public void verify(String peer, Optional<String> state) {
    Stream stream =
        stream(peer).orElseThrow(() -> new IllegalArgumentException("this peer has no stream"));
    Instant now = clock.instant();
    String id = random();
    String token =
        sign(
            claims(stream, id, now)
                .claim("sub_id", Map.of("format", "opaque", "id", stream.id()))
                .claim(
                    "events",
                    Map.of(
                        EventForm.VERIFICATION,
                        state.<Map<String, String>>map(s -> Map.of("state", s)).orElse(Map.of())))
                .build());
    Instant expires = now.plus(Seen.WINDOW);
    outbox.add(List.of(new Parcel(peer, id, stream.id(), Parcel.DUTY, expires, token)));
  }

  private JWTClaimsSet.Builder claims(Stream stream, String id, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(config.issuer())
        .audience(stream.audience())
        .issueTime(Date.from(now))
        .jwtID(id);
  }

  private String sign(JWTClaimsSet claims) {
    try {
      SigningKeys.Pen pen = keys.pen();
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(pen.key()).build();
      var token = new SignedJWT(header, claims);
      token.sign(pen.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the active key cannot sign ES256", e);
    }
  }

  private static String digest(String text) {
    return Sha256.hex(text, ID_BYTES);
  }

  private String random() {
    var bytes = new byte[ID_BYTES];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// What waits for a peer that polls, oldest first, by the id of each token; waits for news so
  /// long.
  Map<String, String> waiting(String peer, int most, Duration longest) throws InterruptedException {
    long known = outbox.additions();
    List<Parcel> parcels = outbox.next(peer, most);
    if (parcels.isEmpty() && !longest.isZero()) {
      outbox.await(known, longest);
      parcels = outbox.next(peer, most);
    }
    Function<Parcel, String> token = Parcel::token;
    return parcels.stream()
        .collect(
            Collectors.toMap(Parcel::id, token, (a, b) -> a, LinkedHashMap<String, String>::new));
  }

  /// What a peer has taken or refused is not offered again.
  void acknowledge(String peer, Collection<String> ids) {
    outbox.remove(peer, ids);
  }

  /// How many events wait for a peer.
  public int waiting(String peer) {
    return outbox.size(peer);
  }

  /// How many events were given up because too many waited, since it was opened.
  public long dropped() {
    return outbox.dropped();
  }

  String issuer() {
    return config.issuer();
  }

  SigningKeys keys() {
    return keys;
  }

  /// Stops bringing; what waits is brought after the next start.
  @Override
  public void close() {
    open = false;
    outbox.wake();
    couriers.values().forEach(Thread::interrupt);
    for (Thread courier : couriers.values()) {
      try {
        courier.join(CLOSING);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
