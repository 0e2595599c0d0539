// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Who may be told: the Traffic Light Protocol 2.0 (FIRST, 2022), as marking definitions with the
/// ids that OASIS publishes for them.
public enum Tlp {
  CLEAR("clear", "94868c89-83c2-464b-929b-a1a8aa3c8487"),
  GREEN("green", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb"),
  AMBER("amber", "55d920b0-5e8b-4f79-9ee9-91f868d9b421"),
  AMBER_STRICT("amber+strict", "939a9414-2ddd-4d32-a0cd-375ea402b003"),
  RED("red", "e828b379-4e03-4974-9ac4-e53a884c97c1");

  private static final String EXTENSION =
      "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

  private final String word;
  private final String uuid;

  Tlp(String word, String uuid) {
    this.word = word;
    this.uuid = uuid;
  }

  /// The word people say, without `TLP:`.
  public String word() {
    return word;
  }

  /// The id of the marking definition.
  public String id() {
    return "marking-definition--" + uuid;
  }

  public static Optional<Tlp> of(String word) {
    return Arrays.stream(values()).filter(tlp -> tlp.word.equals(word)).findFirst();
  }

  /// The marking definition itself, exactly as published.
  ObjectNode definition() {
    ObjectNode node = Nodes.object();
    node.put("type", "marking-definition").put("spec_version", "2.1").put("id", id());
    node.put("created", "2022-10-01T00:00:00.000Z")
        .put("name", "TLP:" + word.toUpperCase(java.util.Locale.ROOT));
    node.putObject("extensions")
        .putObject(EXTENSION)
        .put("extension_type", "property-extension")
        .put("tlp_2_0", word);
    return node;
  }
}
