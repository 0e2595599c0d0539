// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls a server, and holds each answer against its description.
final class Caller implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Description description;
  private final URI address;
  private final Set<String> called = new TreeSet<>();

  Caller(Server server) throws IOException {
    description = Description.read();
    address = URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  /// An answer.
  record Said(int status, String text) {
    JsonNode json() {
      return MAPPER.readTree(text);
    }
  }

  Said call(String token, String operation, String path, String body) throws Exception {
    return call(token, operation, path, body.getBytes(UTF_8));
  }

  /// @param operation as the description has it, such as `GET /v1/campaigns/{id}`
  Said call(String token, String operation, String path, byte[] body) throws Exception {
    String method = operation.substring(0, operation.indexOf(' '));
    var request = HttpRequest.newBuilder(address.resolve(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    called.add(operation);
    if (answer.statusCode() != 401 && answer.statusCode() != 403) {
      String type = answer.headers().firstValue("content-type").orElse("");
      description.holds(operation, answer.statusCode(), type, answer.body());
    }
    return new Said(answer.statusCode(), answer.body());
  }

  Set<String> called() {
    return called;
  }

  Set<String> described() {
    return description.operations();
  }

  @Override
  public void close() {
    client.close();
  }
}
