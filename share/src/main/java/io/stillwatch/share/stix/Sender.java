// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Who tells, and how all they tell is marked.
///
/// @param id the identity object that peers enrolled, `identity--` and a UUID
/// @param name of the organisation
/// @param ids gives its objects their ids
/// @param marking who may be told
/// @param detector what makes its findings
/// @param appeal where whoever is wronged can go: an address of the web or of mail
public record Sender(
    String id, String name, IdKey ids, Tlp marking, Detector detector, String appeal) {
  public Sender {
    that(id.startsWith("identity--") && StixId.isSound(id), "a sender is an identity-- and a UUID");
    filled(name, "a sender has a name");
    filled(appeal, "a sender names where to appeal");
  }

  /// Its identity object.
  ///
  /// @param created when it was made; the same for ever
  ObjectNode identity(Instant created) {
    ObjectNode node = Nodes.object();
    node.put("type", "identity").put("spec_version", "2.1").put("id", id);
    node.put("created", Nodes.time(created)).put("modified", Nodes.time(created));
    node.put("name", name).put("identity_class", "organization");
    node.set("sectors", Nodes.texts(List.of("technology")));
    return node;
  }

  /// A new object of its own.
  ///
  /// @param key what it is, to the sender
  ObjectNode object(String type, String key, Edition edition) {
    ObjectNode node = Nodes.object();
    node.put("type", type).put("spec_version", "2.1").put("id", ids.id(type, key));
    node.put("created_by_ref", id);
    node.put("created", Nodes.time(edition.created()));
    node.put("modified", Nodes.time(edition.modified()));
    node.set("object_marking_refs", Nodes.texts(List.of(marking.id())));
    return node;
  }

  /// How two objects hang together.
  ObjectNode relation(ObjectNode from, String how, ObjectNode to, Edition edition) {
    String source = from.path("id").asString();
    String target = to.path("id").asString();
    return object("relationship", source + ' ' + how + ' ' + target, edition)
        .put("relationship_type", how)
        .put("source_ref", source)
        .put("target_ref", target);
  }
}
