// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a peer says of leads, as STIX objects: the lead itself, that it was seen, what one thinks
/// of it.
final class LeadObjects {
  private final Sender sender;

  LeadObjects(Sender sender) {
    this.sender = sender;
  }

  /// An indicator.
  ///
  /// @param key what it is, to the sender
  ObjectNode indicator(String key, Hint hint, Edition edition) {
    Token first = hint.tokens().getFirst();
    Instant until = edition.modified().plus(first.kind().life());
    ObjectNode node = sender.object("indicator", key, edition);
    node.put("name", hint.name()).put("description", hint.description());
    node.set("indicator_types", Nodes.texts(List.of(hint.type())));
    node.put("pattern", TokenPattern.of(hint.tokens())).put("pattern_type", "stix");
    node.put("pattern_version", "2.1");
    node.put("valid_from", Nodes.time(edition.modified())).put("valid_until", Nodes.time(until));
    node.put("confidence", hint.confidence());
    ObjectNode more =
        Extension.on(node)
            .put("token_kind", first.kind().word())
            .put("token_scheme", first.scheme())
            .put("key_epoch", first.epoch())
            .put("recommended_action", hint.recommended().word())
            .put("expires_action", "review")
            .put("appeal", sender.appeal());
    if (!hint.about().isEmpty()) {
      more.put("about_ref", hint.about());
    }
    hint.distance().ifPresent(bits -> more.put("max_hamming_distance", bits));
    detector(node);
    return node;
  }

  /// What made the signal.
  void detector(ObjectNode node) {
    Extension.on(node)
        .put("detector_version", sender.detector().version())
        .put("detector_sha256", sender.detector().sha256());
  }
}
