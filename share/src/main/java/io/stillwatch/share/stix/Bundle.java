// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects on their way to peers. Immutable: it keeps text, and hands out copies.
///
/// @param id of the bundle, which means nothing by itself
/// @param objects each as JSON, in an order in which nothing comes before what it refers to, but
///   for the report
public record Bundle(String id, List<String> objects) {
  public Bundle {
    objects = List.copyOf(objects);
  }

  static Bundle of(String id, List<ObjectNode> objects) {
    return new Bundle(id, objects.stream().map(ObjectNode::toString).toList());
  }

  /// The whole as JSON, indented for people.
  public String json() {
    return tree().toPrettyString() + '\n';
  }

  /// The whole as JSON in UTF-8, without spaces.
  public byte[] bytes() {
    return tree().toString().getBytes(UTF_8);
  }

  /// The objects alone, as a TAXII envelope takes them.
  public byte[] envelope() {
    ObjectNode envelope = Nodes.object();
    fill(envelope.putArray("objects"));
    return envelope.toString().getBytes(UTF_8);
  }

  /// The same, each object of its own signed by its sender.
  public Bundle signed(Signer signer) {
    return new Bundle(id, objects.stream().map(signer::signed).toList());
  }

  private ObjectNode tree() {
    ObjectNode bundle = Nodes.object().put("type", "bundle").put("id", id);
    fill(bundle.putArray("objects"));
    return bundle;
  }

  private void fill(ArrayNode array) {
    objects.forEach(object -> array.add(Nodes.JSON.readTree(object)));
  }
}
