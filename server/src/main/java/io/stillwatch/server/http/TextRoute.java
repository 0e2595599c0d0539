// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.text.DamagedText;
import io.stillwatch.server.text.Vault;
import io.stillwatch.store.Role;
import java.util.Optional;

/// `GET /v1/text`: the words of an exchange, where they are kept. Who looks says why, and is in the
/// audit log first.
final class TextRoute {
  private final Optional<Vault> vault;

  TextRoute(Optional<Vault> vault) {
    this.vault = vault;
  }

  void on(Api api) {
    api.get("/v1/text", Role.INVESTIGATOR, this::get);
  }

  private void get(Who who, ServerRequest request, ServerResponse response) {
    String exchange = asked(request, "exchange");
    String reason = asked(request, "reason");
    try {
      String words =
          vault
              .flatMap(kept -> kept.show(exchange, who.name(), reason))
              .orElseThrow(() -> Problem.notFound("text of such an exchange"));
      Json.sendText(response, words);
    } catch (DamagedText e) {
      throw Problem.conflict(String.valueOf(e.getMessage()));
    }
  }

  private static String asked(ServerRequest request, String name) {
    return request
        .query()
        .first(name)
        .asOptional()
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Problem.badRequest(name + " is missing; it is a text"));
  }
}
