// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests as they are written in the standard, without the help of a client.
final class Raw implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI root;
  private final String bearer;

  /// @param root the API root
  Raw(URI root, String bearer) {
    this.root = root;
    this.bearer = bearer;
  }

  /// An answer.
  record Said(int status, Map<String, List<String>> headers, String text) {
    JsonNode json() {
      return MAPPER.readTree(text);
    }

    String header(String name) {
      return String.join(
          "|", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
    }

    /// A member of each object.
    List<String> each(String member) {
      var all = new ArrayList<String>();
      json().path("objects").forEach(one -> all.add(one.path(member).asString("")));
      return all;
    }

    List<String> versions() {
      var all = new ArrayList<String>();
      json().path("versions").forEach(one -> all.add(one.asString()));
      return all;
    }
  }

  Said get(String path) throws Exception {
    return send("GET", path, Map.of(), "");
  }

  Said get(String path, Map<String, String> query) throws Exception {
    return get(path + "?" + query(query));
  }

  static String query(Map<String, String> query) {
    return query.entrySet().stream()
        .map(
            one ->
                URLEncoder.encode(one.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  Said post(String path, String... objects) throws Exception {
    return body(path, "{\"objects\":[" + String.join(",", objects) + "]}");
  }

  Said body(String path, String body) throws Exception {
    return send("POST", path, Map.of("Content-Type", Taxii.MEDIA_TYPE), body);
  }

  Said delete(String path) throws Exception {
    return send("DELETE", path, Map.of(), "");
  }

  /// Every answer is held to what all answers have in common. A header without a value is left out.
  Said send(String method, String path, Map<String, String> more, String body) throws Exception {
    var headers =
        new HashMap<>(Map.of("Accept", Taxii.MEDIA_TYPE, "Authorization", "Bearer " + bearer));
    headers.putAll(more);
    var request = HttpRequest.newBuilder(root.resolve(path));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return common(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  /// In chunks, so that nothing says how long it is.
  Said chunked(String path, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", Taxii.MEDIA_TYPE)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body)));
    return common(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static Said common(HttpResponse<String> response) {
    var said = new Said(response.statusCode(), response.headers().map(), response.body());
    assertThat(said.header("Content-Type")).isEqualTo(Taxii.MEDIA_TYPE);
    assertThat(said.status()).isLessThan(500);
    assertThat(said.text()).doesNotContain("[]");
    if (said.status() >= 400) {
      assertThat(said.json().path("title").asString("")).isNotEmpty();
      assertThat(said.json().path("http_status").asString("")).isEqualTo("" + said.status());
    }
    return said;
  }

  @Override
  public void close() {
    http.close();
  }
}
