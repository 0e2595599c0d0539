// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bodies of requests and answers: bounded, JSON, and never quoted in what is said of them.
public final class Bodies {
  private static final int DEPTH_MOST = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MOST).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Bodies() {}

  /// A body that cannot be taken.
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public Unreadable(int status, String message) {
      super(message);
      this.status = status;
    }

    /// Of HTTP: 400 or 413.
    public int status() {
      return status;
    }
  }

  /// The whole body.
  ///
  /// @throws Unreadable when it is larger, or breaks off
  public static byte[] bytes(ServerRequest request, int most) {
    try (InputStream in = request.content().inputStream()) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new Unreadable(413, "the body is larger than " + most + " bytes");
      }
      return bytes;
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw new Unreadable(400, "the body broke off");
    }
  }

  /// @throws Unreadable when it is no JSON object
  public static JsonNode object(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new Unreadable(400, "the body is no JSON object");
    }
    throw new Unreadable(400, "the body is no JSON object");
  }

  /// A text member.
  ///
  /// @throws Unreadable when it is missing or no text
  public static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isString() || value.stringValue().isEmpty()) {
      throw new Unreadable(400, name + " is missing; it is a text");
    }
    return value.stringValue();
  }

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static void send(ServerResponse response, int status, Object body) {
    response.status(Status.create(status));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json"));
    response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
    response.send(write(body));
  }
}
