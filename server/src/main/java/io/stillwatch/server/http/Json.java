// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in and out of requests.
final class Json {
  /// The largest body of a request that is read whole.
  private static final int BODY_MOST = 1 << 20;

  private static final int DEPTH_MOST = 50;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MOST).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// The body of a request, whole.
  ///
  /// @throws Problem when it is larger, or breaks off
  static byte[] bytes(ServerRequest request, int most) {
    try (InputStream in = request.content().inputStream()) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw Problem.tooLarge("the body is larger than " + most + " bytes");
      }
      return bytes;
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw Problem.badRequest("the body broke off");
    }
  }

  /// The body of a request as an object.
  ///
  /// @throws Problem when it is too large or no JSON object
  static JsonNode object(ServerRequest request) {
    try {
      JsonNode node = MAPPER.readTree(bytes(request, BODY_MOST));
      if (!node.isObject()) {
        throw Problem.badRequest("the body is no JSON object");
      }
      return node;
    } catch (JacksonException e) {
      throw Problem.badRequest("the body is no JSON object");
    }
  }

  /// A member that has to be there.
  ///
  /// @throws Problem when it is missing, empty or no text
  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw Problem.badRequest(name + " is missing; it is a text");
    }
    return value.stringValue();
  }

  /// A member that may be missing.
  static String textOr(JsonNode object, String name, String otherwise) {
    JsonNode value = object.path(name);
    return value.isString() ? value.stringValue() : otherwise;
  }

  static void send(ServerResponse response, int status, Object body) {
    sendBytes(response, status, "application/json", MAPPER.writeValueAsBytes(body));
  }

  /// Sends what is JSON already.
  static void sendText(ServerResponse response, String json) {
    sendBytes(response, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  static void send(ServerResponse response, Problem problem) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("type", "about:blank");
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.detail());
    problem
        .retryAfter()
        .ifPresent(
            after -> response.header(HeaderNames.RETRY_AFTER, Long.toString(after.toSeconds())));
    if (problem.status() == 401) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    sendBytes(
        response, problem.status(), "application/problem+json", MAPPER.writeValueAsBytes(body));
  }

  private static void sendBytes(ServerResponse response, int status, String type, byte[] body) {
    response.status(Status.create(status));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, type));
    response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
    response.header(HeaderValues.create("X-Content-Type-Options", "nosniff"));
    response.send(body);
  }

  /// A tree of a text that is JSON.
  static JsonNode tree(String json) {
    return MAPPER.readTree(json);
  }

  /// An object with its members in this order.
  static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
