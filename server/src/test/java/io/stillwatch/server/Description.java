// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/// The server's own description, and whether answers are as it says.
final class Description {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;

  private Description(JsonNode document) {
    this.document = document;
  }

  static Description read() throws IOException {
    try (InputStream in =
        Server.class.getResourceAsStream("/io/stillwatch/server/http/openapi.yaml")) {
      Map<String, Object> yaml = new Yaml().load(new String(in.readAllBytes(), UTF_8));
      return new Description(MAPPER.valueToTree(yaml));
    }
  }

  /// Such as `GET /v1/campaigns`.
  Set<String> operations() {
    var all = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return all;
  }

  /// Fails when the document does not know such an answer, or knows another form of it.
  void holds(String operation, int status, String type, String body) throws IOException {
    String[] parts = operation.split(" ");
    JsonNode answer =
        resolved(
            document
                .path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status)));
    assertThat(answer.isMissingNode()).as("%s answers %d: %s", operation, status, body).isFalse();
    for (var content : answer.path("content").properties()) {
      if (content.getKey().endsWith("json") && type.startsWith(content.getKey())) {
        ObjectNode schema = content.getValue().path("schema").deepCopy();
        schema.set("components", document.path("components"));
        Set<ValidationMessage> wrong = SCHEMAS.getSchema(schema).validate(MAPPER.readTree(body));
        assertThat(wrong).as("%s: %s", operation, body).isEmpty();
      }
    }
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? document.at(reference.textValue().substring(1)) : node;
  }
}
