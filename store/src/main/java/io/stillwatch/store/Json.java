// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stillwatch.model.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Records as JSON, as the columns named `body` hold them.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().addMixIn(Remedy.class, RemedyForm.class).build();

  private Json() {}

  /// A remedy says its rung first.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rung")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Remedy.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = Remedy.Slow.class, name = "slow"),
    @JsonSubTypes.Type(value = Remedy.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Remedy.Narrow.class, name = "narrow"),
    @JsonSubTypes.Type(value = Remedy.Mark.class, name = "mark"),
    @JsonSubTypes.Type(value = Remedy.Suspend.class, name = "suspend"),
    @JsonSubTypes.Type(value = Remedy.Refuse.class, name = "refuse")
  })
  private interface RemedyForm {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  /// The one form of a value that is hashed: RFC 8785, the JSON Canonicalization Scheme.
  static String canonical(Object value) {
    try {
      return new JsonCanonicalizer(write(value)).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
