// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Event.Detector;
import io.stillwatch.share.events.Event.Fingerprint;
import io.stillwatch.share.events.Event.Lead;
import io.stillwatch.share.events.Event.StixId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A company with both ends of the fast lane, on a port of its own.
final class Company implements AutoCloseable {
  static final Epoch EPOCH = Epoch.parse("2026-06");
  static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
  static final Fingerprint KEY = new Fingerprint("0123456789abcdef");

  final String name;
  final SigningKeys keys;
  final Keep keep;
  final List<Received> heard = new CopyOnWriteArrayList<>();
  final Transmitter transmitter;
  final Receiver receiver;
  final Door door;

  /// @param peers public keys by name, whose events it takes
  Company(String name, Path folder, Map<String, String> peers, InstantSource clock)
      throws IOException {
    this(name, folder, peers, clock, 0, 10_000);
  }

  Company(
      String name,
      Path folder,
      Map<String, String> peers,
      InstantSource clock,
      int port,
      int waiting)
      throws IOException {
    this.name = name;
    keys = SigningKeys.open(folder.resolve("keys"));
    keep = Keep.in(folder);
    receiver =
        new Receiver(
            uri(name),
            peers.entrySet().stream()
                .map(e -> new Issuer(e.getKey(), uri(e.getKey()), e.getValue()))
                .toList(),
            heard::add,
            keep,
            clock);
    var config = new Transmitter.Config(uri(name), waiting, Duration.ofMillis(20));
    transmitter = Transmitter.open(config, keys, keep, HttpClient.newHttpClient(), clock);
    Map<String, String> secrets = new HashMap<>();
    for (String peer : List.of("alpha", "beta", "gamma")) {
      secrets.put(Callers.digest(secret(peer, name)), peer);
    }
    Callers callers = Callers.bearers(secrets);
    door =
        Door.open(
            new InetSocketAddress("127.0.0.1", port),
            Optional.empty(),
            routing ->
                routing
                    .register(ReceiverRoutes.PATH, new ReceiverRoutes(receiver, callers))
                    .register(
                        "/",
                        new TransmitterRoutes(
                            transmitter, callers, URI.create("https://" + name + ".example"))));
  }

  static String uri(String name) {
    return "https://" + name + ".example";
  }

  /// What one shows to the other.
  static String secret(String from, String to) {
    return "secret of " + from + " for " + to;
  }

  URI push() {
    return URI.create(door.base() + ReceiverRoutes.PATH + "/push");
  }

  /// Sends all of its events to another.
  void tell(Company other) {
    transmitter.allow(new Subscriber(other.name, uri(other.name), List.of(other.push())));
    transmitter.subscribe(
        other.name,
        new Stream.Delivery.Push(other.push(), Optional.of("Bearer " + secret(name, other.name))));
  }

  static BlindToken token(int i) {
    return new BlindToken(BlindToken.Scheme.VOPRF_P256, EPOCH, "%016x".formatted(i + 1L).repeat(4));
  }

  static StixId stix(int i) {
    return new StixId("indicator--00000000-0000-4000-8000-%012x".formatted(i));
  }

  static Lead lead(int i) {
    return new Lead(
        token(i),
        stix(i),
        Label.EMAIL,
        80,
        NOW.plus(Duration.ofDays(14)),
        new Detector("0.1.0", "ab".repeat(32)),
        KEY);
  }

  @Override
  public void close() {
    transmitter.close();
    door.close();
    keep.close();
  }
}
