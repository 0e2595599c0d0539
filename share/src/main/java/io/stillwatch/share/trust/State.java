// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.trust.KeptLead.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is known of peers and leads. It changes by [#apply] alone, and the same events give the
/// same state.
final class State {
  /// A lead that ended is remembered for so long, so that an old version cannot bring it back.
  private static final Duration TOMBSTONE = Duration.ofDays(180);

  private static final Duration LATELY = Duration.ofDays(90);
  private static final int ALARMS_MOST = 1_000;

  final Map<String, Peer> peers = new TreeMap<>();
  final Map<String, KeptLead> leads = new HashMap<>();
  final Map<String, Act> acts = new TreeMap<>();
  private final Map<String, Map<TokenKind, Standing>> records = new TreeMap<>();
  private final Map<String, TreeMap<Instant, Long>> proofs = new TreeMap<>();
  private final Map<String, Map<String, Instant>> touched = new TreeMap<>();
  private final Map<String, Set<String>> byToken = new HashMap<>();
  private final Map<String, Set<String>> byPeer = new HashMap<>();
  private final List<Alarm> alarms = new ArrayList<>();

  /// What became of a peer's leads of a kind.
  record Tally(String peer, TokenKind kind, Standing record) {}

  /// How many leads of a peer were confirmed on a day.
  record Proven(String peer, Instant day, long leads) {}

  /// Whom the acts on a peer's leads touched last when.
  record Touched(String peer, String account, Instant at) {}

  void apply(Event event) {
    switch (event) {
      case Event.Enrolled(var peer) -> peers.put(peer.id(), peer);
      case Event.Expelled(var peer, _) -> expel(peer);
      case Event.Came(var lead, var at) -> {
        KeptLead before = leads.get(lead.id());
        keep(before == null ? KeptLead.of(lead, at) : before.with(lead));
      }
      case Event.Heard(var id, var peer, var agrees, var at) -> heard(id, peer, agrees, at);
      case Event.Judged(var id, var right, var at) ->
          decide(leads.get(id), right ? Fate.CONFIRMED : Fate.REFUTED, at);
      case Event.Tripped(var alarm, var kind) -> trip(alarm, TokenKind.valueOf(kind));
      case Event.Acted(var act) -> act(act);
      case Event.Undone(var act, _) -> acts.remove(act);
      case Event.Forgot(var at) -> forget(at);
      case Event.Whole whole -> restore(whole);
    }
  }

  Standing record(String peer, TokenKind kind) {
    return records.getOrDefault(peer, Map.of()).getOrDefault(kind, Standing.NONE);
  }

  /// Leads that hold a token, of any peer.
  Collection<KeptLead> on(String token) {
    return byToken.getOrDefault(token, Set.of()).stream()
        .map(leads::get)
        .filter(Objects::nonNull)
        .toList();
  }

  long live(String peer, Instant now) {
    return of(peer).filter(kept -> kept.lead().lives(now)).count();
  }

  /// First versions that came within a day.
  long today(String peer, Instant now) {
    Instant since = now.minus(Duration.ofDays(1));
    return of(peer).filter(kept -> kept.received().isAfter(since)).count();
  }

  private Stream<KeptLead> of(String peer) {
    return byPeer.getOrDefault(peer, Set.of()).stream().map(leads::get).filter(Objects::nonNull);
  }

  long confirmed(String peer) {
    return records.getOrDefault(peer, Map.of()).values().stream()
        .mapToLong(Standing::confirmed)
        .sum();
  }

  long confirmedLately(String peer, Instant now) {
    TreeMap<Instant, Long> days = proofs.get(peer);
    return days == null
        ? 0
        : days.tailMap(now.minus(LATELY)).values().stream().mapToLong(n -> n).sum();
  }

  /// Accounts that acts on a peer's leads touched since.
  Set<String> touched(String peer, Instant since) {
    var accounts = new TreeSet<String>();
    touched
        .getOrDefault(peer, Map.of())
        .forEach(
            (account, at) -> {
              if (at.isAfter(since)) {
                accounts.add(account);
              }
            });
    return accounts;
  }

  List<Alarm> alarms() {
    return List.copyOf(alarms);
  }

  private void keep(KeptLead lead) {
    KeptLead before = leads.put(lead.lead().id(), lead);
    if (before != null) {
      unlink(before);
    }
    byPeer.computeIfAbsent(lead.lead().from(), p -> new TreeSet<>()).add(lead.lead().id());
    lead.lead()
        .tokens()
        .forEach(
            t -> byToken.computeIfAbsent(t.value(), v -> new TreeSet<>()).add(lead.lead().id()));
  }

  private void unlink(KeptLead lead) {
    for (var token : lead.lead().tokens()) {
      Set<String> ids = byToken.get(token.value());
      if (ids != null && ids.remove(lead.lead().id()) && ids.isEmpty()) {
        byToken.remove(token.value());
      }
    }
  }

  private void expel(String peer) {
    peers.remove(peer);
    of(peer).toList().forEach(this::drop);
  }

  private void drop(KeptLead lead) {
    unlink(lead);
    leads.remove(lead.lead().id());
    byPeer.getOrDefault(lead.lead().from(), Set.of()).remove(lead.lead().id());
  }

  private void heard(String id, String peer, boolean agrees, Instant at) {
    KeptLead lead = leads.get(id);
    if (lead != null) {
      KeptLead now = lead.heard(peer, agrees);
      leads.put(id, now);
      if (now.fate() == Fate.OPEN) {
        decide(now, now.byOthers(), at);
      }
    }
  }

  /// The first decision counts for or against its maker; a later one replaces what it is taken for,
  /// and counts too when it turns the other way.
  private void decide(@Nullable KeptLead lead, Fate fate, Instant at) {
    if (lead == null || fate == Fate.OPEN || lead.fate() == fate) {
      return;
    }
    boolean right = fate == Fate.CONFIRMED;
    String maker = lead.lead().from();
    leads.put(lead.lead().id(), lead.with(fate));
    count(maker, lead.lead().kind(), right);
    if (right) {
      Instant day = at.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
      proofs.computeIfAbsent(maker, p -> new TreeMap<>()).merge(day, 1L, Long::sum);
    }
  }

  private void count(String peer, TokenKind kind, boolean right) {
    records
        .computeIfAbsent(peer, p -> new TreeMap<>())
        .merge(kind, Standing.NONE.plus(right), (before, one) -> before.plus(right));
  }

  private void trip(Alarm alarm, TokenKind kind) {
    if (alarms.size() < ALARMS_MOST) {
      alarms.add(alarm);
    }
    count(alarm.reporter(), kind, false);
  }

  private void act(Act act) {
    acts.put(act.id(), act);
    for (String id : act.leads()) {
      KeptLead lead = leads.get(id);
      if (lead != null) {
        touched
            .computeIfAbsent(lead.lead().from(), p -> new TreeMap<>())
            .put(act.account(), act.at());
      }
    }
  }

  private void forget(Instant now) {
    leads.values().stream()
        .filter(k -> k.lead().until().plus(TOMBSTONE).isBefore(now))
        .toList()
        .forEach(this::drop);
    touched.values().forEach(map -> map.values().removeIf(at -> at.isBefore(now.minus(LATELY))));
    proofs.values().forEach(days -> days.headMap(now.minus(LATELY)).clear());
  }

  Event.Whole whole() {
    var tallies = new ArrayList<Tally>();
    records.forEach((peer, kinds) -> kinds.forEach((k, r) -> tallies.add(new Tally(peer, k, r))));
    var touches = new ArrayList<Touched>();
    touched.forEach((peer, map) -> map.forEach((a, at) -> touches.add(new Touched(peer, a, at))));
    var proven = new ArrayList<Proven>();
    proofs.forEach((peer, days) -> days.forEach((d, n) -> proven.add(new Proven(peer, d, n))));
    return new Event.Whole(
        List.copyOf(peers.values()),
        List.copyOf(leads.values()),
        tallies,
        List.copyOf(acts.values()),
        touches,
        proven,
        alarms());
  }

  /// Whatever the events before it made of what is left of them is gone.
  private void restore(Event.Whole whole) {
    List.of(peers, leads, acts, records, proofs, touched, byToken, byPeer).forEach(Map::clear);
    alarms.clear();
    whole.peers().forEach(peer -> peers.put(peer.id(), peer));
    whole.leads().forEach(this::keep);
    whole
        .tallies()
        .forEach(
            t -> records.computeIfAbsent(t.peer(), p -> new TreeMap<>()).put(t.kind(), t.record()));
    whole.acts().forEach(act -> acts.put(act.id(), act));
    whole
        .touched()
        .forEach(
            t -> touched.computeIfAbsent(t.peer(), p -> new TreeMap<>()).put(t.account(), t.at()));
    whole
        .proven()
        .forEach(
            p -> proofs.computeIfAbsent(p.peer(), n -> new TreeMap<>()).put(p.day(), p.leads()));
    alarms.addAll(whole.alarms());
  }
}
