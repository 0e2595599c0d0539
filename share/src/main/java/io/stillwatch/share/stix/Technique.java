// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Techniques of MITRE ATLAS (v5.6.0) by their ids, as attack-patterns.
final class Technique {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("AML.T0005.001", "Train Proxy via Replication"),
          Map.entry("AML.T0008.005", "AI Service Proxies"),
          Map.entry("AML.T0021", "Establish Accounts"),
          Map.entry("AML.T0024", "Exfiltration via AI Inference API"),
          Map.entry("AML.T0024.002", "Extract AI Model"),
          Map.entry("AML.T0034.000", "Excessive Queries"),
          Map.entry("AML.T0040", "AI Model Inference API Access"),
          Map.entry("AML.T0048.002", "Societal Harm"),
          Map.entry("AML.T0048.003", "User Harm"),
          Map.entry("AML.T0048.004", "AI Intellectual Property Theft"),
          Map.entry("AML.T0051", "LLM Prompt Injection"),
          Map.entry("AML.T0056", "Extract LLM System Prompt"),
          Map.entry("AML.T0065", "LLM Prompt Crafting"));

  /// What every campaign does by being one: it has accounts, and asks a model through its API.
  private static final List<String> ALWAYS = List.of("AML.T0024.002", "AML.T0021", "AML.T0040");

  private Technique() {}

  /// Those a finding names, and those that every campaign shows.
  static List<String> of(List<String> named) {
    return java.util.stream.Stream.concat(ALWAYS.stream(), named.stream())
        .filter(id -> id.startsWith("AML."))
        .distinct()
        .sorted()
        .toList();
  }

  /// The external id alone: in strict validation an address would need a hash of what is there.
  static ObjectNode object(String id, Sender sender, Edition edition) {
    ObjectNode node = sender.object("attack-pattern", id, edition);
    node.put("name", NAMES.getOrDefault(id, id));
    node.putArray("external_references")
        .addObject()
        .put("source_name", "mitre-atlas")
        .put("external_id", id);
    return node;
  }
}
