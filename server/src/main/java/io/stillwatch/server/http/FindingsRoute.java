// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.Prices;
import io.stillwatch.model.Campaign;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import java.util.Map;

/// What the newest judgement says. Who sees evidence about accounts is in the audit log.
final class FindingsRoute {
  private final Store store;
  private final Prices prices;

  FindingsRoute(Store store, Prices prices) {
    this.store = store;
    this.prices = prices;
  }

  void on(Api api) {
    api.get("/v1/campaigns", Role.VIEWER, this::list);
    api.get("/v1/campaigns/{id}", Role.INVESTIGATOR, this::one);
  }

  private void list(Who who, ServerRequest request, ServerResponse response) {
    Json.send(
        response,
        200,
        Json.map(
            "campaigns",
            store.read(view -> view.campaigns().stream().map(Forms::summary).toList())));
  }

  private void one(Who who, ServerRequest request, ServerResponse response) {
    String id = Api.part(request, "id");
    Campaign campaign =
        store
            .read(view -> view.campaign(id))
            .orElseThrow(() -> Problem.notFound("a campaign of that id"));
    store.change(who.name(), change -> change.note("view-evidence", id, Map.of()));
    Json.sendText(response, Dossier.campaignJson(campaign, prices));
  }
}
