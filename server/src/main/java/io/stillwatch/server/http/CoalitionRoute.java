// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.trust.Alarm;
import io.stillwatch.share.trust.Peer;
import io.stillwatch.share.trust.Standing;
import io.stillwatch.share.trust.Trust;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Peers, what they said, and whom it touches here.
final class CoalitionRoute {
  private final Optional<CoalitionDesk> desk;
  private final Store store;
  private final InstantSource clock;

  /// @param clock of this machine, by which leads end
  CoalitionRoute(Optional<CoalitionDesk> desk, Store store, InstantSource clock) {
    this.desk = desk;
    this.store = store;
    this.clock = clock;
  }

  void on(Api api) {
    api.get("/v1/share/peers", Role.VIEWER, this::peers);
    api.get("/v1/share/leads", Role.INVESTIGATOR, this::leads);
    api.get("/v1/share/alarms", Role.INVESTIGATOR, this::alarms);
    api.post("/v1/share/reload", Role.ADMIN, this::reload);
  }

  private CoalitionDesk desk() {
    return desk.orElseThrow(
        () -> Problem.notFound("a coalition that this server is in (share.coalition)"));
  }

  private Member member() {
    return desk().member();
  }

  private void peers(Who who, ServerRequest request, ServerResponse response) {
    var all = member().trust().peers().stream().map(this::form).toList();
    var self =
        Json.map(
            "name",
            member().sender().name(),
            "identity",
            member().sender().id(),
            "keys",
            Json.tree(member().publicKeys()));
    Json.send(response, 200, Json.map("self", self, "peers", all));
  }

  private Map<String, @Nullable Object> form(Peer peer) {
    Trust trust = member().trust();
    var kinds = new TreeMap<String, Object>();
    for (TokenKind kind : TokenKind.values()) {
      Standing standing = trust.standing(peer.id(), kind);
      if (standing.confirmed() + standing.refuted() > 0) {
        kinds.put(
            kind.word(),
            Json.map(
                "confirmed", standing.confirmed(),
                "refuted", standing.refuted(),
                "weight", trust.weight(peer.id(), kind)));
      }
    }
    return Json.map(
        "name", peer.name(),
        "identity", peer.id(),
        "enrolled", peer.enrolled().toString(),
        "tier", trust.tier(peer.id(), clock.instant()).word(),
        "waiting", member().transmitter().waiting(peer.name()),
        "kinds", kinds);
  }

  private void leads(Who who, ServerRequest request, ServerResponse response) {
    var all = new ArrayList<Map<String, @Nullable Object>>();
    for (Lead lead : member().trust().leads(clock.instant())) {
      List<String> accounts = List.copyOf(member().tokens().holders(lead.tokens()));
      all.add(
          Json.map(
              "id", lead.id(),
              "from", member().name(lead.from()),
              "kind", lead.kind().word(),
              "confidence", lead.confidence(),
              "until", lead.until().toString(),
              "recommended", lead.recommended().word(),
              "accounts", accounts));
    }
    store.change(
        who.name(), change -> change.note("view-leads", "leads", Map.of("leads", all.size())));
    Json.send(response, 200, Json.map("leads", all));
  }

  private void alarms(Who who, ServerRequest request, ServerResponse response) {
    var all = member().trust().alarms().stream().map(this::form).toList();
    Json.send(response, 200, Json.map("alarms", all));
  }

  private Map<String, @Nullable Object> form(Alarm alarm) {
    return Json.map(
        "reporter", member().name(alarm.reporter()),
        "holder", member().name(alarm.holder()),
        "at", alarm.at().toString());
  }

  private void reload(Who who, ServerRequest request, ServerResponse response) {
    CoalitionDesk ours = desk();
    try {
      Json.send(response, 200, Json.map("peers", ours.reload(who.name())));
    } catch (IOException e) {
      throw Problem.badRequest("the file of the coalition, or one that it names, cannot be read");
    }
  }
}
