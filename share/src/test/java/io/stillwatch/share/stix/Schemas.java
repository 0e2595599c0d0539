// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// What STIX 2.1 and our extension ask for, as JSON Schema: those of OASIS (cti-stix2-json-schemas,
/// commit 3bf9e69, BSD-3-Clause, in the test resources), and our own.
final class Schemas {
  private static final String OASIS =
      "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory ->
              factory.schemaMappers(
                  mappers -> mappers.mapPrefix(OASIS, "classpath:oasis-stix-2.1/")));

  private Schemas() {}

  /// What is wrong with an object.
  static Set<String> object(String type, String json) {
    String folder =
        switch (type) {
          case "relationship", "sighting" -> "sros/";
          case "bundle", "marking-definition", "extension-definition" -> "common/";
          case "user-account", "file", "autonomous-system" -> "observables/";
          default -> "sdos/";
        };
    var schema = FACTORY.getSchema(SchemaLocation.of(OASIS + folder + type + ".json"));
    return words(schema.validate(json, InputFormat.JSON));
  }

  /// What is wrong with an extension of ours.
  static Set<String> extension(String json) throws IOException {
    String schema = Files.readString(Path.of("..", "docs", "formats", "llm-api-abuse.schema.json"));
    return words(FACTORY.getSchema(schema).validate(json, InputFormat.JSON));
  }

  private static Set<String> words(Set<ValidationMessage> messages) {
    return messages.stream().map(ValidationMessage::toString).collect(Collectors.toSet());
  }
}
