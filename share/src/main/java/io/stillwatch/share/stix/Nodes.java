// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON in the forms that STIX asks for.
final class Nodes {
  static final JsonMapper JSON = new JsonMapper();

  /// STIX 2.1, 3.2: RFC 3339 with three fraction digits here, and Z.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Nodes() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode texts(Collection<String> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(array::add);
    return array;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  static String time(long millis) {
    return time(Instant.ofEpochMilli(millis));
  }

  /// RFC 8785: the one form that is hashed and signed.
  static String canonical(JsonNode node) {
    try {
      return new JsonCanonicalizer(node.toString()).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
