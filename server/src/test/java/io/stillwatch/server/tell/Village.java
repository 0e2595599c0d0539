// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.stillwatch.share.member.Listener;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.member.MemberConfig;
import io.stillwatch.share.member.Neighbour;
import io.stillwatch.share.stix.Detector;
import io.stillwatch.share.stix.Lead;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Companies with one record and one token service, all listening on this machine.
final class Village implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
  private static final String SECRET = "a secret that is long enough of ";

  final Hub hub;
  final Map<String, List<io.stillwatch.share.events.Received>> heard = new TreeMap<>();
  private final InstantSource clock;
  private final Deque<Runnable> open = new ArrayDeque<>();
  private final Map<String, Member> members = new TreeMap<>();
  private final Map<String, Door> doors = new HashMap<>();
  private final Door tokens;

  Village(Path folder, InstantSource clock, String... names) throws IOException {
    this.clock = clock;
    Coalition coalition = Coalition.of("a village");
    var callers = new HashMap<String, String>();
    var quotas = new HashMap<String, Long>();
    for (String name : names) {
      coalition = coalition.with(io.stillwatch.share.taxii.Peer.bySecret(name, SECRET + name));
      callers.put(Callers.digest(SECRET + name), name);
      quotas.put(name, 10_000L);
    }
    coalition = coalition.with(TaxiiCollection.of("leads", Set.of(names), Set.of(names)));
    hub = keep(Hub.start(HubConfig.local(folder.resolve("record")), coalition, clock), Hub::close);
    Keep counts = keep(Keep.in(folder.resolve("counts")), Keep::close);
    var service =
        new TokenService(
            EpochKeys.open(folder.resolve("keys"), clock), new Quotas(counts, quotas, clock));
    var routes = new TokenRoutes(service, Callers.bearers(callers));
    tokens = keep(door(routing -> routing.register(TokenRoutes.PATH, routes)), Door::close);
    for (String name : names) {
      Member member = Member.open(folder.resolve(name), config(name), detector(), clock);
      members.put(name, member);
      heard.put(name, new CopyOnWriteArrayList<>());
      member.follow(new Ears(Objects.requireNonNull(heard.get(name))));
      doors.put(name, keep(door(member::on), Door::close));
    }
    meet(Duration.ofDays(10), names);
  }

  private record Ears(List<io.stillwatch.share.events.Received> heard) implements Listener {
    @Override
    public void rang(io.stillwatch.share.events.Received event) {
      heard.add(event);
    }
  }

  private static Detector detector() {
    return new Detector("0.1.0", "ab".repeat(32), 0.01);
  }

  private static Door door(Consumer<io.helidon.webserver.http.HttpRouting.Builder> routes) {
    return Door.open(InetSocketAddress.createUnresolved("127.0.0.1", 0), Optional.empty(), routes);
  }

  private <T> T keep(T part, Consumer<T> close) {
    open.push(() -> close.accept(part));
    return part;
  }

  private MemberConfig config(String name) {
    String basic = Base64.getEncoder().encodeToString((name + ":" + SECRET + name).getBytes(UTF_8));
    return new MemberConfig(
        new MemberConfig.Self(
            name, url(name), Optional.empty(), Tlp.AMBER_STRICT, "mailto:appeals@example.org"),
        Connection.anonymous(),
        List.of(new MemberConfig.TokenSource("village", tokens.base(), Optional.of(SECRET + name))),
        Optional.of(
            new MemberConfig.RecordPlace(
                hub.collection("leads"), Optional.of("Basic " + basic), Duration.ofHours(1))),
        new MemberConfig.Caution(
            TrustPolicy.STANDARD,
            WarningLists.NONE,
            Optional.of("0123456789abcdef".repeat(2)),
            Duration.ofDays(90),
            1_000));
  }

  private static String url(String name) {
    return "https://" + name + ".example";
  }

  /// Each enrols all others, so long ago.
  void meet(Duration ago, String... names) {
    for (String name : names) {
      var others = new ArrayList<Neighbour>();
      for (String other : names) {
        if (!other.equals(name)) {
          others.add(neighbour(name, other, ago));
        }
      }
      member(name).become(others);
    }
  }

  private Neighbour neighbour(String of, String other, Duration ago) {
    URI push =
        URI.create(Objects.requireNonNull(doors.get(other)).base() + ReceiverRoutes.PATH + "/push");
    return new Neighbour(
        new Peer(
            member(other).sender().id(),
            other,
            member(other).publicKeys(),
            new TreeSet<>(),
            new TreeSet<>(),
            clock.instant().minus(ago)),
        url(other),
        Optional.of(push),
        Optional.of(SECRET + other + of),
        Optional.of(SECRET + of + other));
  }

  Member member(String name) {
    return Objects.requireNonNull(members.get(name));
  }

  /// An account that signed up with its own mail, and with a card.
  void signUp(String name, String account, char card) {
    member(name)
        .know(
            account,
            List.of(
                Identifier.of(Label.EMAIL, account + "@mail.example"),
                Identifier.of(Label.CARD_PAR, "V001001302026290441234567800" + card)));
  }

  void tokenise(String name) {
    int made = member(name).tokenise();
    while (made > 0) {
      made = member(name).tokenise();
    }
  }

  /// What a company believes after it has read the record.
  List<Lead> leads(String name) {
    member(name).read();
    return member(name).trust().leads(clock.instant());
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
