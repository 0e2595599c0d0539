// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.model.Opened;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.events.Received;
import io.stillwatch.share.events.ReceiverRoutes;
import io.stillwatch.share.member.Listener;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.member.MemberConfig;
import io.stillwatch.share.member.Neighbour;
import io.stillwatch.share.member.Taken;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.Detector;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Tlp;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.trust.Peer;
import io.stillwatch.share.trust.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A company of the drill as a member of the coalition, and its customers. All it says goes through
/// a tap; it reads and makes tokens when it is told to.
final class DrillMember implements AutoCloseable {
  final Company company;
  private final HubOfDrill hub;
  private final Member member;
  private final InstantSource clock;
  private final Opened parts = new Opened("a member of the drill");
  private final Map<String, WireTap> taps = new TreeMap<>();
  private final Map<String, Instant> heard = new ConcurrentHashMap<>();
  private final List<io.stillwatch.share.stix.Received.Sighting> sightings =
      new CopyOnWriteArrayList<>();
  private final Door door;

  DrillMember(Company company, HubOfDrill hub, Detector detector, Path folder, InstantSource clock)
      throws IOException {
    this.company = company;
    this.hub = hub;
    this.clock = clock;
    member = parts.add(Member.open(folder.resolve("coalition"), config(), detector, clock));
    member.follow(new Ear());
    door =
        parts.add(
            Door.open(
                InetSocketAddress.createUnresolved("127.0.0.1", 0), Optional.empty(), member::on));
  }

  private MemberConfig config() throws IOException {
    String name = company.name();
    String secret = hub.secret(name);
    String both =
        Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return new MemberConfig(
        new MemberConfig.Self(
            name,
            uri(name),
            Optional.empty(),
            Tlp.AMBER_STRICT,
            "mailto:appeals@" + name + ".example"),
        Connection.anonymous(), // plain text on this machine, so that the taps can hear
        List.of(
            new MemberConfig.TokenSource(
                "coalition", tap("tokens", hub.tokens()), Optional.of(secret))),
        Optional.of(
            new MemberConfig.RecordPlace(
                tap("hub", hub.leads()), Optional.of("Basic " + both), Duration.ofMinutes(1))),
        MemberConfig.Caution.STANDARD);
  }

  /// What it hears, for the timeline.
  private final class Ear implements Listener {
    @Override
    public void rang(Received event) {
      heard.putIfAbsent(event.event().about().text(), clock.instant());
    }

    @Override
    public void read(io.stillwatch.share.stix.Received objects) {
      sightings.addAll(objects.sightings());
    }
  }

  private URI tap(String name, URI target) throws IOException {
    WireTap tap = parts.add(new WireTap(target));
    taps.put(name, tap);
    return tap.through(target);
  }

  private static String uri(String name) {
    return "https://" + name + ".example";
  }

  String name() {
    return company.name();
  }

  Sender sender() {
    return member.sender();
  }

  Trust trust() {
    return member.trust();
  }

  /// Takes the others in, and tells them everything from now on.
  void meet(List<DrillMember> others) throws IOException {
    var neighbours = new ArrayList<Neighbour>();
    for (DrillMember other : others) {
      URI push = URI.create(other.door.base() + ReceiverRoutes.PATH + "/push");
      neighbours.add(
          new Neighbour(
              other.asPeer(),
              uri(other.name()),
              Optional.of(tap(other.name(), push)),
              Optional.of(hub.secret(other.name() + name())),
              Optional.of(hub.secret(name() + other.name()))));
    }
    member.become(neighbours);
  }

  private Peer asPeer() {
    return new Peer(
        sender().id(),
        name(),
        member.publicKeys(),
        new TreeSet<>(), // plain text on this machine: no certificate to pin
        new TreeSet<>(),
        clock.instant().minus(Duration.ofDays(365)));
  }

  /// Makes tokens of everything its customers signed up with.
  ///
  /// @return of how many identifiers
  long tokenise() {
    company
        .accounts()
        .forEach(
            (account, known) -> {
              var own = new ArrayList<Identifier>();
              known.forEach((kind, value) -> identifier(kind, value).ifPresent(own::add));
              member.know(account, own);
            });
    while (member.tokens().waiting() > 0) {
      member.tokenise();
    }
    return member.tokens().size();
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
    return member.tokens().shared(accounts);
  }

  /// Accounts that have one of these.
  List<String> holders(List<Token> sought) {
    return List.copyOf(member.tokens().holders(sought));
  }

  /// Tells everybody: signed objects for the record, and an event for each lead.
  void publish(Bundle bundle, List<Lead> leads) {
    member.publish(bundle, leads);
  }

  /// Whether an event on this lead has come, and when.
  Optional<Instant> heard(String lead) {
    return Optional.ofNullable(heard.get(lead));
  }

  /// Reads what is new on the record into its book.
  Taken read() {
    return member.read();
  }

  /// What the others said that they saw.
  List<io.stillwatch.share.stix.Received.Sighting> sightings() {
    return List.copyOf(sightings);
  }

  /// All that left it: what it sent, and what it answered to others.
  List<byte[]> left(List<DrillMember> others) {
    var all = new ArrayList<byte[]>();
    taps.values().forEach(tap -> all.addAll(tap.sent()));
    for (DrillMember other : others) {
      WireTap tap = other.taps.get(name());
      if (tap != null) {
        all.addAll(tap.answered());
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
