// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Small JSON texts.
final class JsonOut {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonOut() {}

  /// One object, its members written by `members`.
  static String object(Consumer<JsonGenerator> members) {
    return text(
        out -> {
          out.writeStartObject();
          members.accept(out);
          out.writeEndObject();
        });
  }

  static String text(Consumer<JsonGenerator> value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      value.accept(out);
    }
    return text.toString();
  }
}
