// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.trial.Interventions;
import io.stillwatch.store.Intervention;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import io.stillwatch.store.View;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Experiments on groups: begins them, ends them, and tells what came of them.
final class InterventionsRoute {
  private final Store store;
  private final Interventions interventions;

  InterventionsRoute(Store store, Interventions interventions) {
    this.store = store;
    this.interventions = interventions;
  }

  void on(Api api) {
    api.get("/v1/interventions", Role.VIEWER, this::list);
    api.post("/v1/interventions", Role.OPERATOR, this::begin);
    api.get("/v1/interventions/{id}", Role.INVESTIGATOR, this::one);
    api.post("/v1/interventions/{id}/stop", Role.INVESTIGATOR, this::stop);
  }

  private void list(Who who, ServerRequest request, ServerResponse response) {
    interventions.weigh();
    var all = store.read(View::interventions).stream().map(InterventionForms::summary).toList();
    Json.send(response, 200, Json.map("interventions", all));
  }

  private void begin(Who who, ServerRequest request, ServerResponse response) {
    JsonNode body = Json.object(request);
    String campaign = Json.text(body, "campaign_id");
    try {
      Intervention begun = interventions.begin(campaign, who.name(), Json.text(body, "reason"));
      Json.send(response, 201, InterventionForms.summary(begun));
    } catch (IllegalStateException e) {
      throw Problem.conflict(String.valueOf(e.getMessage()));
    }
  }

  private void one(Who who, ServerRequest request, ServerResponse response) {
    interventions.weigh();
    Intervention kept = known(Api.part(request, "id"));
    store.change(who.name(), change -> change.note("view-intervention", kept.id(), Map.of()));
    Json.send(response, 200, InterventionForms.whole(kept));
  }

  private void stop(Who who, ServerRequest request, ServerResponse response) {
    String reason = Json.text(Json.object(request), "reason");
    Intervention kept = known(Api.part(request, "id"));
    interventions.stop(kept.id(), who.name(), reason);
    Json.send(response, 200, InterventionForms.summary(known(kept.id())));
  }

  private Intervention known(String id) {
    return store
        .read(view -> view.intervention(id))
        .orElseThrow(() -> Problem.notFound("an intervention of that id"));
  }
}
