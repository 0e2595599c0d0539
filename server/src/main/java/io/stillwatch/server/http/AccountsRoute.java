// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.dossier.Dossier;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Protection;
import io.stillwatch.server.coalition.CoalitionDesk;
import io.stillwatch.server.decide.People;
import io.stillwatch.server.papers.Dossiers;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.View;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Accounts: what is known of them, what was decided, and people's words for them.
final class AccountsRoute {
  private static final long DAY = 86_400_000;
  private static final int DAYS_MOST = 3_650;

  private final Store store;
  private final People people;
  private final Dossiers dossiers;
  private final Optional<CoalitionDesk> coalition;
  private final InstantSource clock;

  /// @param clock event time
  AccountsRoute(
      Store store,
      People people,
      Dossiers dossiers,
      Optional<CoalitionDesk> coalition,
      InstantSource clock) {
    this.store = store;
    this.people = people;
    this.dossiers = dossiers;
    this.coalition = coalition;
    this.clock = clock;
  }

  void on(Api api) {
    api.get("/v1/accounts/{id}", Role.INVESTIGATOR, this::one);
    api.put("/v1/accounts/{id}", Role.OPERATOR, this::know);
    api.post("/v1/accounts/{id}/protection", Role.INVESTIGATOR, this::protect);
    api.delete("/v1/accounts/{id}/data", Role.ADMIN, this::erase);
  }

  private void one(Who who, ServerRequest request, ServerResponse response) {
    String id = Api.part(request, "id");
    Map<String, @Nullable Object> form = store.read(view -> form(view, id));
    store.change(who.name(), change -> change.noteAbout(id, "view-account", Map.of()));
    Json.send(response, 200, form);
  }

  private Map<String, @Nullable Object> form(View view, String id) {
    Map<String, @Nullable Object> form = Forms.account(id, view.account(id));
    form.put("decisions", view.decisionsOf(id).stream().map(Forms::decision).toList());
    form.put(
        "protections",
        view.protections().stream()
            .filter(one -> one.account().equals(id))
            .map(Forms::protection)
            .toList());
    form.put("evidence", view.campaigns().stream().flatMap(c -> evidence(c, id).stream()).toList());
    form.put("peers", coalition.flatMap(desk -> desk.said(id)).orElse(null));
    form.put("signup", view.signup(id).map(Forms::signup).orElse(null));
    return form;
  }

  /// Of an account that is accused; others are members of nothing that anybody need know.
  private static List<JsonNode> evidence(Campaign campaign, String id) {
    return campaign.members().stream()
        .filter(member -> campaign.verdict() == Verdict.CAMPAIGN && member.account().equals(id))
        .map(member -> Json.tree(Dossier.memberJson(campaign, member)))
        .toList();
  }

  private void know(Who who, ServerRequest request, ServerResponse response) {
    JsonNode body = Json.object(request);
    SortedMap<String, String> facts = new TreeMap<>();
    for (var fact : body.path("facts").properties()) {
      if (!fact.getValue().isString()) {
        throw Problem.badRequest("facts are texts by name");
      }
      facts.put(fact.getKey(), fact.getValue().stringValue());
    }
    String id = Api.part(request, "id");
    people.know(id, Json.textOr(body, "tier", ""), facts, who.name());
    Json.send(response, 200, store.read(view -> Forms.account(id, view.account(id))));
  }

  private void protect(Who who, ServerRequest request, ServerResponse response) {
    JsonNode body = Json.object(request);
    int days = body.path("days").asInt(0);
    if (days < 1 || days > DAYS_MOST) {
      throw Problem.badRequest("days takes 1 to " + DAYS_MOST);
    }
    long now = clock.millis();
    var protection =
        new Protection(
            Api.part(request, "id"),
            kind(Json.text(body, "kind")),
            who.name(),
            Json.text(body, "reason"),
            now,
            now + days * DAY);
    people.protect(protection);
    Json.send(response, 201, Forms.protection(protection));
  }

  private static Protection.Kind kind(String word) {
    for (Protection.Kind kind : Protection.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return kind;
      }
    }
    throw Problem.badRequest("kind takes under-review, cleared or protected");
  }

  private void erase(Who who, ServerRequest request, ServerResponse response) {
    String reason =
        request
            .query()
            .first("reason")
            .asOptional()
            .orElseThrow(() -> Problem.badRequest("reason is missing; it is a text"));
    String id = Api.part(request, "id");
    Supplier<Map<String, Integer>> kept = () -> store.erase(id, who.name(), reason);
    Map<String, Integer> rows = coalition.map(desk -> desk.erase(id, kept)).orElseGet(kept);
    dossiers.forget();
    Json.send(response, 200, rows);
  }
}
