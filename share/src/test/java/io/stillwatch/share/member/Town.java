// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import io.helidon.webserver.http.HttpRouting;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.blind.TokenRoutes;
import io.stillwatch.share.blind.TokenService;
import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.ReceiverRoutes;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Detector;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.Suspicion;
import io.stillwatch.share.stix.Tlp;
import io.stillwatch.share.taxii.Coalition;
import io.stillwatch.share.taxii.Hub;
import io.stillwatch.share.taxii.HubConfig;
import io.stillwatch.share.taxii.TaxiiCollection;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.trust.Peer;
import io.stillwatch.share.trust.TrustPolicy;
import io.stillwatch.share.trust.WarningLists;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A few companies with one record and one token service, all listening on this machine.
final class Town implements AutoCloseable {
  static final Detector DETECTOR = new Detector("0.1.0", "ab".repeat(32), 0.01);
  private static final String SECRET = "a secret that is long enough of ";

  private final Path folder;
  private final InstantSource clock;
  private final Deque<Runnable> open = new ArrayDeque<>();
  private final Map<String, Member> members = new TreeMap<>();
  private final Map<String, Door> doors = new HashMap<>();
  final Hub hub;
  final Door tokens;

  Town(Path folder, InstantSource clock, String... names) throws IOException {
    this.folder = folder;
    this.clock = clock;
    Coalition coalition = Coalition.of("a town");
    var callers = new HashMap<String, String>();
    var signups = new HashMap<String, Long>();
    for (String name : names) {
      coalition = coalition.with(io.stillwatch.share.taxii.Peer.bySecret(name, SECRET + name));
      callers.put(Callers.digest(SECRET + name), name);
      signups.put(name, 10_000L);
    }
    coalition = coalition.with(TaxiiCollection.of("leads", Set.of(names), Set.of(names)));
    hub = keep(Hub.start(HubConfig.local(folder.resolve("record")), coalition, clock), Hub::close);
    Keep counts = keep(Keep.in(folder.resolve("counts")), Keep::close);
    var service =
        new TokenService(
            EpochKeys.open(folder.resolve("keys"), clock), new Quotas(counts, signups, clock));
    tokens =
        keep(
            door(
                routing ->
                    routing.register(
                        TokenRoutes.PATH, new TokenRoutes(service, Callers.bearers(callers)))),
            Door::close);
    for (String name : names) {
      open(name);
      doors.put(name, keep(door(routing -> member(name).on(routing)), Door::close));
    }
    meet(names);
  }

  private static Door door(Consumer<HttpRouting.Builder> routes) {
    return Door.open(InetSocketAddress.createUnresolved("127.0.0.1", 0), Optional.empty(), routes);
  }

  private <T> T keep(T part, Consumer<T> close) {
    open.push(() -> close.accept(part));
    return part;
  }

  private void open(String name) throws IOException {
    members.put(name, Member.open(folder.resolve(name), config(name), DETECTOR, clock));
  }

  /// Stops a member and opens its folder again.
  Member again(String name) throws IOException {
    member(name).close();
    open(name);
    return member(name);
  }

  MemberConfig config(String name) {
    String both = name + ":" + SECRET + name;
    String basic = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    return new MemberConfig(
        new MemberConfig.Self(
            name, url(name), Optional.empty(), Tlp.AMBER_STRICT, "mailto:appeals@example.org"),
        Connection.anonymous(),
        List.of(new MemberConfig.TokenSource("town", tokens.base(), Optional.of(SECRET + name))),
        Optional.of(
            new MemberConfig.RecordPlace(
                hub.collection("leads"), Optional.of("Basic " + basic), Duration.ofHours(1))),
        new MemberConfig.Caution(
            TrustPolicy.STANDARD.reaching(0.5),
            WarningLists.NONE,
            Optional.empty(),
            Duration.ofDays(90),
            1_000));
  }

  static String url(String name) {
    return "https://" + name + ".example";
  }

  /// Each of these enrols all others of them, and nobody else.
  void meet(String... names) {
    for (String name : names) {
      var others = new ArrayList<Neighbour>();
      for (String other : names) {
        if (!other.equals(name)) {
          others.add(neighbour(name, other));
        }
      }
      member(name).become(others);
    }
  }

  Neighbour neighbour(String of, String other) {
    return new Neighbour(
        new Peer(
            member(other).sender().id(),
            other,
            member(other).publicKeys(),
            new TreeSet<>(),
            new TreeSet<>(),
            clock.instant().minus(Duration.ofDays(60))),
        url(other),
        Optional.of(
            URI.create(
                Objects.requireNonNull(doors.get(other)).base() + ReceiverRoutes.PATH + "/push")),
        Optional.of(SECRET + other + of),
        Optional.of(SECRET + of + other));
  }

  Member member(String name) {
    return Objects.requireNonNull(members.get(name));
  }

  /// A group of accounts that share a card, told to everybody.
  Bundle tell(String name, String group, List<String> accounts) {
    Member member = member(name);
    Bundle bundle =
        Suspicion.of(
            group,
            member.tokens().shared(accounts),
            member.sender(),
            Edition.first(clock.instant()));
    member.publish(bundle, BundleReader.read(bundle.bytes()).leads());
    return bundle;
  }

  static Identifier mail(String address) {
    return Identifier.of(Label.EMAIL, address);
  }

  static Identifier card(char last) {
    return Identifier.of(Label.CARD_PAR, "V001001302026290441234567800" + last);
  }

  @Override
  public void close() throws IOException {
    for (Member member : members.values()) {
      member.close();
    }
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
