// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.store.Checkpoint;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/// Tokens, and the audit log.
final class AdminRoute {
  private static final int PAGE = 100;
  private static final int PAGE_MOST = 1_000;
  private static final int DAYS_MOST = 366;

  private final Store store;
  private final InstantSource clock;

  /// @param clock of this machine
  AdminRoute(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void on(Api api) {
    api.get("/v1/tokens", Role.ADMIN, this::tokens);
    api.post("/v1/tokens", Role.ADMIN, this::create);
    api.delete("/v1/tokens/{id}", Role.ADMIN, this::revoke);
    api.get("/v1/audit", Role.ADMIN, this::audit);
    api.get("/v1/audit/head", Role.ADMIN, this::head);
  }

  private void tokens(Who who, ServerRequest request, ServerResponse response) {
    var all = store.tokens().list().stream().map(Forms::token).toList();
    Json.send(response, 200, Json.map("tokens", all));
  }

  private void create(Who who, ServerRequest request, ServerResponse response) {
    JsonNode body = Json.object(request);
    Role role =
        Role.of(Json.text(body, "role"))
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "role takes viewer, investigator, operator, admin or collector"));
    int days = body.path("days").asInt(0);
    if (days < 1 || days > DAYS_MOST) {
      throw Problem.badRequest("days takes 1 to " + DAYS_MOST);
    }
    Tokens.Fresh fresh =
        store
            .tokens()
            .create(
                who.name(),
                Json.text(body, "name"),
                role,
                clock.instant().plus(Duration.ofDays(days)));
    var form = Forms.token(fresh.token());
    form.put("secret", fresh.secret());
    Json.send(response, 201, form);
  }

  private void revoke(Who who, ServerRequest request, ServerResponse response) {
    store.tokens().revoke(who.name(), Api.part(request, "id"));
    Json.send(response, 200, Json.map("revoked", true));
  }

  private void audit(Who who, ServerRequest request, ServerResponse response) {
    int after = Api.number(request, "after", 0, Integer.MAX_VALUE);
    int limit = Math.max(1, Api.number(request, "limit", PAGE, PAGE_MOST));
    var entries = store.audit().entries(after, limit).stream().map(Forms::entry).toList();
    Json.send(response, 200, Json.map("entries", entries));
  }

  private void head(Who who, ServerRequest request, ServerResponse response) {
    Checkpoint head = store.audit().head();
    Json.send(response, 200, Json.map("checkpoint", head.toString()));
  }
}
