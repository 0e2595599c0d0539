// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import io.stillwatch.share.door.Bodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A token service elsewhere, over HTTP ([TokenRoutes]).
public final class RemoteHolder implements Holder {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KEYS_MOST = 12;

  private final String name;
  private final URI base;
  private final HttpClient client;
  private final Optional<String> secret;

  /// @param name by which its public keys are remembered
  /// @param base such as `https://tokens.example`
  /// @param client has the certificate of this peer, where the service asks for one
  /// @param secret for `Authorization: Bearer`
  public RemoteHolder(String name, URI base, HttpClient client, Optional<String> secret) {
    this.name = name;
    this.base = base;
    this.client = client;
    this.secret = secret;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<PublishedKey> published() {
    JsonNode list = ask(request("/keys").GET().build()).path("keys");
    if (!list.isArray() || list.size() > KEYS_MOST) {
      throw new Unreachable(name, "does not answer as a token service does");
    }
    var keys = new ArrayList<PublishedKey>();
    for (JsonNode item : list) {
      keys.add(
          new PublishedKey(
              Epoch.parse(Bodies.text(item, "epoch")),
              Point.parse(Suite.P256, TokenRoutes.bytes(item.path("public_key")))));
    }
    return keys;
  }

  @Override
  public Evaluation evaluate(Epoch epoch, List<Point> blinded) {
    byte[] body =
        Bodies.write(
            Map.of("epoch", epoch.toString(), "points", blinded.stream().map(Point::hex).toList()));
    JsonNode answer =
        ask(
            request("/evaluate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    return new Evaluation(
        TokenRoutes.points(answer.path("points")),
        Proof.parse(Suite.P256, TokenRoutes.bytes(answer.path("proof"))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + TokenRoutes.PATH + path)).timeout(PATIENCE);
    secret.ifPresent(s -> request.header("Authorization", "Bearer " + s));
    return request;
  }

  private JsonNode ask(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return switch (response.statusCode()) {
        case 200 -> Bodies.object(response.body());
        case 429 -> throw new Denied(after(response));
        case 401 -> throw new Unreachable(name, "does not know this peer; ask to be enrolled");
        default -> throw new Unreachable(name, "answered with " + response.statusCode());
      };
    } catch (IOException | Bodies.Unreadable e) {
      throw new Unreachable(name, "does not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(name, "was not waited for");
    }
  }

  private static Duration after(HttpResponse<byte[]> response) {
    return Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(60));
  }
}
