// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Records to canonical JSON (RFC 8785) and back. Reading is strict by one rule: what was read,
/// written again, must be the very text. So no name comes twice, in another order or unknown.
final class Canonical {
  private static final int NUMBER_MOST = 30;
  private static final int NESTING_MOST = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(NUMBER_MOST)
                          .maxNestingDepth(NESTING_MOST)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private static final Map<String, Class<? extends Line>> KINDS = kinds();

  private Canonical() {}

  private static Map<String, Class<? extends Line>> kinds() {
    var kinds = new HashMap<String, Class<? extends Line>>();
    Line.ORDER.forEach(type -> kinds.put(word(type), type));
    return kinds;
  }

  private static String word(Class<?> type) {
    return type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  static String write(Object value) {
    try {
      return new JsonCanonicalizer(MAPPER.writeValueAsString(value)).getEncodedString();
    } catch (IOException e) {
      throw new IllegalStateException("a record of ours has a canonical form", e);
    }
  }

  /// One line without its end: `{"kind":{..}}`.
  static String line(Line line) {
    return "{\"" + word(line.getClass()) + "\":" + write(line) + "}";
  }

  /// @throws Broken when it is no line, or not in canonical form
  static Line line(String text) throws Broken {
    int quote = text.indexOf('"', 2);
    boolean shaped = text.startsWith("{\"") && quote > 0 && text.endsWith("}");
    Class<? extends Line> type = shaped ? KINDS.get(text.substring(2, quote)) : null;
    if (type == null || text.length() < quote + 3) {
      throw new Broken("is of no kind that this version knows");
    }
    Line line = read(text.substring(quote + 2, text.length() - 1), type);
    if (!line(line).equals(text)) {
      throw new Broken("is not in canonical form (RFC 8785)");
    }
    return line;
  }

  /// @throws Broken when it is not canonical JSON of such a record
  static <T> T exact(String text, Class<T> type) throws Broken {
    T value = read(text, type);
    if (!write(value).equals(text)) {
      throw new Broken("is not in canonical form (RFC 8785)");
    }
    return value;
  }

  private static <T> T read(String text, Class<T> type) throws Broken {
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new Broken("cannot be read as " + word(type));
    }
  }
}
