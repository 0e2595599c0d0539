// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.model.Decision;
import io.stillwatch.respond.Review;
import io.stillwatch.server.decide.People;
import io.stillwatch.store.Page;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/// Decisions and proposals, and what people say to them.
final class DecisionsRoute {
  private static final int PAGE = 100;
  private static final int PAGE_MOST = 1_000;

  private final Store store;
  private final People people;
  private final InstantSource clock;

  /// @param clock event time
  DecisionsRoute(Store store, People people, InstantSource clock) {
    this.store = store;
    this.people = people;
    this.clock = clock;
  }

  void on(Api api) {
    api.get("/v1/decisions", Role.INVESTIGATOR, this::list);
    api.get("/v1/decisions/{id}", Role.INVESTIGATOR, this::one);
    api.post("/v1/decisions/{id}/undo", Role.OPERATOR, this::undo);
    api.post("/v1/decisions/{id}/review", Role.INVESTIGATOR, this::review);
    api.get("/v1/proposals", Role.INVESTIGATOR, this::proposals);
    api.post("/v1/proposals/{id}/approve", Role.OPERATOR, this::approve);
    api.post("/v1/proposals/{id}/decline", Role.OPERATOR, this::decline);
  }

  private void list(Who who, ServerRequest request, ServerResponse response) {
    long before = Api.number(request, "before", Integer.MAX_VALUE, Integer.MAX_VALUE);
    int limit = Math.max(1, Api.number(request, "limit", PAGE, PAGE_MOST));
    Page<Decision> page = store.read(view -> view.decisions(before, limit));
    Json.send(
        response,
        200,
        Json.map(
            "decisions",
            page.items().stream().map(Forms::decision).toList(),
            "next",
            page.next().isPresent() ? page.next().getAsLong() : null));
  }

  private void one(Who who, ServerRequest request, ServerResponse response) {
    Json.send(response, 200, Forms.decision(decision(Api.part(request, "id"))));
  }

  private Decision decision(String id) {
    return store
        .read(view -> view.decision(id))
        .orElseThrow(() -> Problem.notFound("a decision of that id"));
  }

  private void undo(Who who, ServerRequest request, ServerResponse response) {
    String id = decision(Api.part(request, "id")).id();
    people.undo(id, who.name(), Json.text(Json.object(request), "reason"));
    Json.send(response, 200, Forms.decision(decision(id)));
  }

  private void review(Who who, ServerRequest request, ServerResponse response) {
    Decision decision = decision(Api.part(request, "id"));
    JsonNode body = Json.object(request);
    Review.Verdict verdict =
        switch (Json.text(body, "verdict")) {
          case "upheld" -> Review.Verdict.UPHELD;
          case "overturned" -> Review.Verdict.OVERTURNED;
          default -> throw Problem.badRequest("verdict takes upheld or overturned");
        };
    people.review(
        new Review(
            decision.id(),
            decision.grounds().rule(),
            verdict,
            who.name(),
            Json.text(body, "reason"),
            clock.millis()));
    Json.send(response, 200, Forms.decision(decision(decision.id())));
  }

  private void proposals(Who who, ServerRequest request, ServerResponse response) {
    Json.send(
        response,
        200,
        Json.map(
            "proposals",
            store.read(view -> view.openProposals().stream().map(Forms::proposal).toList())));
  }

  private void approve(Who who, ServerRequest request, ServerResponse response) {
    String reason = Json.text(Json.object(request), "reason");
    int left = people.approve(Api.part(request, "id"), who.name(), reason);
    Json.send(response, 200, Json.map("people_needed", left, "decided", left == 0));
  }

  private void decline(Who who, ServerRequest request, ServerResponse response) {
    String reason = Json.text(Json.object(request), "reason");
    people.decline(Api.part(request, "id"), who.name(), reason);
    Json.send(response, 200, Json.map("declined", true));
  }
}
