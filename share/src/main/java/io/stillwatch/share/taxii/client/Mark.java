// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How far a file of pulled objects has come: a small file beside it, replaced whole.
///
/// @param collection whose objects they are
/// @param whole where the last finished reading ended
/// @param now where the reading under way is; the same as `whole` when none is
public record Mark(String collection, Point whole, Point now) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// A position, and the length of the file there.
  public record Point(Position position, long bytes) {
    static final Point START = new Point(Position.START, 0);
  }

  /// The mark of a file; empty when nothing was pulled into it.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Optional<Mark> of(Path file) throws IOException {
    Path place = place(file);
    if (!Files.exists(place)) {
      return Optional.empty();
    }
    try {
      JsonNode json = MAPPER.readTree(Files.readString(place));
      return Optional.of(
          new Mark(
              json.required("collection").asString(),
              point(json.required("whole")),
              point(json.required("now"))));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(place + " is no mark of stillwatch share pull", e);
    }
  }

  void write(Path file) throws IOException {
    Path place = place(file);
    Path fresh = place.resolveSibling(place.getFileName() + ".new");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("collection", collection);
    json.put("whole", json(whole));
    json.put("now", json(now));
    try (var out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      out.write(ByteBuffer.wrap(MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path place(Path file) {
    return file.resolveSibling(file.getFileName() + ".mark");
  }

  private static Map<String, Object> json(Point point) {
    Map<String, Object> json = new LinkedHashMap<>();
    point.position().addedAfter().ifPresent(text -> json.put("added_after", text));
    point.position().next().ifPresent(text -> json.put("next", text));
    point.position().last().ifPresent(text -> json.put("last", text));
    json.put("bytes", point.bytes());
    return json;
  }

  private static Point point(JsonNode json) {
    var position = new Position(text(json, "added_after"), text(json, "next"), text(json, "last"));
    return new Point(position, json.required("bytes").asLong());
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).map(JsonNode::asString);
  }
}
