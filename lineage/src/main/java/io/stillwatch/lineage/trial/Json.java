// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Canonical JSON (RFC 8785) and SHA-256 over it: equal values have equal bytes.
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /// The one way to write a value.
  public static String canonical(Object value) {
    try {
      return new JsonCanonicalizer(MAPPER.writeValueAsString(value)).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads one value.
  ///
  /// @throws BadInput when it is not JSON
  public static JsonNode parse(String text, String where) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new BadInput(where + " is not JSON");
    }
  }

  /// Reads JSON Lines; blank lines are passed over.
  public static List<JsonNode> lines(Path file) throws IOException {
    var all = new ArrayList<JsonNode>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        all.add(parse(line, file + ", line " + number));
      }
    }
    return all;
  }

  /// A text of an object.
  ///
  /// @throws BadInput when it is missing
  public static String text(JsonNode object, String name, String where) {
    JsonNode value = object.path(name);
    if (!value.isString()) {
      throw new BadInput(where + " has no " + name + ", a text");
    }
    return value.asString();
  }

  /// SHA-256 in hexadecimal.
  public static String sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  /// SHA-256 of a file of any size, in hexadecimal.
  public static String sha256(Path file) throws IOException {
    return Sha256.hex(file);
  }

  /// SHA-256 in hexadecimal.
  public static String sha256(byte[] bytes) {
    return Sha256.hex(bytes);
  }
}
