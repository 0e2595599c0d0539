// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/// A gateway before a small model API, with a desk and a drop to look into.
final class World implements AutoCloseable {
  static final Secret SECRET = new Secret("a deployment key of tests".getBytes(UTF_8));
  static final String TOKEN = "tests-may-ask";

  final ScriptedDesk desk = new ScriptedDesk();
  final KeptDrop drop = new KeptDrop();
  final Provider provider;
  final Gateway gateway;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  World(UnaryOperator<GatewayConfig> changed) throws IOException {
    provider = new Provider();
    GatewayConfig config =
        GatewayConfig.of(SECRET)
            .with(new GatewayConfig.Access(new Tokens(List.of(Tokens.hash(TOKEN))), true))
            .with(GatewayConfig.Upstream.of(provider.base()));
    gateway = Gateway.start(changed.apply(config), desk, drop, InstantSource.system());
  }

  static World usual() throws IOException {
    return new World(config -> config);
  }

  static String account(String key) {
    return SECRET.nameOf(key);
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  /// A request with an API key.
  HttpRequest.Builder as(String key, String path) {
    return HttpRequest.newBuilder(at(path)).header("authorization", "Bearer " + key);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> chat(String key, String body) {
    return send(as(key, "/v1/chat/completions").POST(BodyPublishers.ofString(body)));
  }

  /// A question with the token of a gateway.
  HttpResponse<String> ask(String path, String body) {
    return send(as(TOKEN, path).POST(BodyPublishers.ofString(body)));
  }

  @Override
  public void close() {
    provider.gates.values().forEach(gate -> gate.countDown());
    gateway.close();
    provider.close();
    client.close();
    Leaks.noneFound();
  }
}
