// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.dossier.letter.Audience;
import io.stillwatch.server.papers.Dossiers;
import io.stillwatch.server.papers.Retraction;
import io.stillwatch.server.papers.Status;
import io.stillwatch.store.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Papers of campaigns: asked for, made in the background, fetched. Who asks and who fetches is in
/// the audit log.
final class DossierRoute {
  private static final int SHARED_MOST = 10_000;

  private final Dossiers dossiers;

  DossierRoute(Dossiers dossiers) {
    this.dossiers = dossiers;
  }

  void on(Api api) {
    api.post("/v1/campaigns/{id}/dossier", Role.INVESTIGATOR, this::begin);
    api.post("/v1/campaigns/{id}/retraction", Role.INVESTIGATOR, this::takeBack);
    api.get("/v1/campaigns/{id}/dossier", Role.INVESTIGATOR, this::status);
    api.get("/v1/campaigns/{id}/dossier/{file}", Role.INVESTIGATOR, this::file);
  }

  private void begin(Who who, ServerRequest request, ServerResponse response) {
    Audience audience = audience(Json.text(Json.object(request), "for"));
    answer(response, () -> dossiers.begin(Api.part(request, "id"), audience, who.name()));
  }

  private static Audience audience(String word) {
    for (Audience one : Audience.values()) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    throw Problem.badRequest("for takes counsel, peer, regulator or public");
  }

  private void takeBack(Who who, ServerRequest request, ServerResponse response) {
    JsonNode body = Json.object(request);
    var retraction =
        new Retraction(
            Api.part(request, "id"), some(body, "account_id"), some(body, "wrong"), shared(body));
    answer(response, () -> dossiers.begin(retraction, who.name()));
  }

  private static Optional<String> some(JsonNode body, String name) {
    return Optional.of(Json.textOr(body, name, "")).filter(text -> !text.isBlank());
  }

  private static List<String> shared(JsonNode body) {
    var ids = new ArrayList<String>();
    for (JsonNode one : body.path("shared")) {
      if (!one.isString() || ids.size() == SHARED_MOST) {
        throw Problem.badRequest("shared takes a list of at most " + SHARED_MOST + " texts");
      }
      ids.add(one.stringValue());
    }
    return ids;
  }

  /// What begins something.
  private interface Beginning {
    Optional<Status> begin() throws Dossiers.Refused, Retraction.StillStands;
  }

  private static void answer(ServerResponse response, Beginning beginning) {
    try {
      Status status =
          beginning
              .begin()
              .orElseThrow(() -> Problem.notFound("a campaign of that id, with that account,"));
      Json.send(response, 202, form(status));
    } catch (Dossiers.Refused | Retraction.StillStands e) {
      throw Problem.conflict(String.valueOf(e.getMessage()));
    }
  }

  private void status(Who who, ServerRequest request, ServerResponse response) {
    Status status =
        dossiers
            .status(Api.part(request, "id"))
            .orElseThrow(
                () -> Problem.notFound("a dossier of that campaign; POST asks for one, it"));
    Json.send(response, 200, form(status));
  }

  private static Map<String, @Nullable Object> form(Status status) {
    return Json.map(
        "campaign_id", status.campaign(),
        "for", status.what(),
        "state", status.state().word(),
        "judged_at", status.judgedAt() == 0 ? null : Forms.time(status.judgedAt()),
        "records_read", status.read(),
        "records", status.of(),
        "files",
            status.files().stream()
                .map(
                    one ->
                        Json.map("name", one.name(), "bytes", one.bytes(), "sha256", one.sha256()))
                .toList(),
        "problem", status.problem().isEmpty() ? null : status.problem());
  }

  private void file(Who who, ServerRequest request, ServerResponse response) {
    String name = Api.part(request, "file");
    Path file =
        dossiers
            .take(Api.part(request, "id"), name, who.name())
            .orElseThrow(() -> Problem.notFound("a file of that name"));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, type(name)));
    response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
    response.header(HeaderValues.create("X-Content-Type-Options", "nosniff"));
    response.header(HeaderValues.create(HeaderNames.CONTENT_DISPOSITION, "attachment"));
    try (OutputStream out = response.outputStream()) {
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a file of papers broke off", e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "pdf" -> "application/pdf";
      case "json" -> "application/json";
      default -> "application/octet-stream";
    };
  }
}
