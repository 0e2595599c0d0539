// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What a drill asks of a server: as whoever sends exchanges, as a person, and as a gateway.
final class DrillClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUSY = 429;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI api;
  private final URI gateways;
  private final String admin;
  private final Path log;
  private String collector = "";

  private DrillClient(URI api, URI gateways, String admin, Path log) {
    this.api = api;
    this.gateways = gateways;
    this.admin = admin;
    this.log = log;
  }

  /// @param api host and port of the HTTP interface
  /// @param gateways host and port for gateways
  /// @param admin a token of an admin
  /// @param log where the server says what went wrong
  static DrillClient of(String api, String gateways, String admin, Path log) {
    var client =
        new DrillClient(URI.create("http://" + api), URI.create("http://" + gateways), admin, log);
    client.collector = client.token();
    return client;
  }

  private String token() {
    String wish = JSON.writeValueAsString(Map.of("name", "drill", "role", "collector", "days", 1));
    return read(ask(request(api, "/v1/tokens", admin, wish))).path("secret").asString();
  }

  JsonNode get(String path) {
    return read(ask(request(api, path, admin, "")));
  }

  /// Hands in lines until they are taken.
  JsonNode hand(String lines) {
    HttpRequest request = request(api, "/v1/exchanges", admin, lines);
    HttpResponse<String> answer = ask(request);
    while (answer.statusCode() == BUSY) {
      Pause.of(
          TimeUnit.SECONDS.toMillis(answer.headers().firstValueAsLong("retry-after").orElse(1)));
      answer = ask(request);
    }
    return read(answer);
  }

  /// What a gateway is told when an account asks for something small.
  JsonNode check(String account) {
    String wish = JSON.writeValueAsString(Map.of("account", account));
    return read(ask(request(gateways, "/v1/check", collector, wish)));
  }

  /// A figure of `/metrics`.
  long figure(String name) {
    return ask(request(api, "/metrics", admin, ""))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> Failure.failed("the server shows no figure " + name));
  }

  private static HttpRequest request(URI base, String path, String token, String body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + token);
    return body.isEmpty()
        ? request.build()
        : request.POST(HttpRequest.BodyPublishers.ofString(body, UTF_8)).build();
  }

  private HttpResponse<String> ask(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw Failure.failed("the server answers no longer; its log is " + log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("the drill was interrupted");
    }
  }

  private JsonNode read(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw Failure.failed(
          "the server answered %s with %d; its log is %s"
              .formatted(answer.uri().getPath(), answer.statusCode(), log));
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
