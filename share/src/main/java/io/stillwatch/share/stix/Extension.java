// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The property extension `llm-api-abuse`: what the standard types have no place for. Its schema is
/// docs/formats/llm-api-abuse.schema.json; nothing that the schema does not name may be in it, so
/// it cannot carry prices, customers, plans or words.
public final class Extension {
  /// Its id, the same for everybody and for ever.
  public static final String ID = "extension-definition--a93ed852-7751-45b5-8e7b-6d4da2c4c51b";

  static final String VERSION = "1.0.0";
  static final String SCHEMA = "docs/formats/llm-api-abuse.schema.json of Stillwatch";

  private Extension() {}

  /// The extension of an object, made when it has none.
  static ObjectNode on(ObjectNode object) {
    ObjectNode all =
        object.get("extensions") instanceof ObjectNode there
            ? there
            : object.putObject("extensions");
    if (all.get(ID) instanceof ObjectNode there) {
      return there;
    }
    return all.putObject(ID).put("extension_type", "property-extension");
  }

  /// What an object has in the extension; empty when it has none.
  static JsonNode of(JsonNode object) {
    return object.path("extensions").path(ID);
  }

  /// The definition, for whoever wants it as an object. It is not sent to peers: one widely used
  /// server answers every later read with an error once it holds an object whose version is no
  /// time.
  public static String definition(Sender sender, Instant created) {
    ObjectNode node = Nodes.object();
    node.put("type", "extension-definition").put("spec_version", "2.1").put("id", ID);
    node.put("created_by_ref", sender.id());
    node.put("created", Nodes.time(created)).put("modified", Nodes.time(created));
    node.put("name", "llm-api-abuse");
    node.put(
        "description",
        "Counts, tokens, template sketches and signatures of the abuse of model APIs.");
    node.put("schema", SCHEMA).put("version", VERSION);
    node.putArray("extension_types").add("property-extension");
    return node.toPrettyString();
  }
}
