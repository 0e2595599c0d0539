// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What one says of a peer's lead: that it was seen here too, with what one's own evidence says, or
/// what one thinks of it. Only its maker changes a lead; everybody else answers.
public final class Answer {
  private Answer() {}

  /// What one's own evidence says.
  ///
  /// @param accounts how many accounts here had one of the tokens
  /// @param log10E decimal logarithm of the e-value of one's own evidence, since the lead came
  /// @param nullModel what "strangers" means in that number
  /// @param from begin of the window it was counted over, milliseconds since 1970 UTC
  /// @param until its end
  public record Measured(int accounts, double log10E, String nullModel, long from, long until) {
    public Measured {
      that(accounts > 0, "nothing was sighted");
      that(from <= until, "window ends before it starts");
    }
  }

  /// How one takes a lead. STIX says it in five steps, of which three are used.
  public enum View {
    /// One's own evidence agrees.
    AGREE("agree"),
    /// Worth looking into; nothing is known yet.
    SEED("neutral"),
    /// One's own evidence speaks against it.
    DISPUTE("disagree");

    private final String word;

    View(String word) {
      this.word = word;
    }

    /// STIX's word.
    String word() {
      return word;
    }
  }

  /// "I saw it too".
  ///
  /// @param of id of the indicator or grouping
  public static Bundle sighting(String of, Measured measured, Sender sender, Edition edition) {
    ObjectNode node = sender.object("sighting", "sighting of " + of, edition);
    node.put("first_seen", Nodes.time(measured.from()));
    node.put("last_seen", Nodes.time(measured.until()));
    node.put("count", measured.accounts()).put("sighting_of_ref", of);
    node.set("where_sighted_refs", Nodes.texts(List.of(sender.id())));
    Extension.on(node)
        .put("log10_e_local", Math.rint(measured.log10E() * 1000) / 1000)
        .put("null_model", measured.nullModel());
    new LeadObjects(sender).detector(node);
    return bundle(node, sender, edition);
  }

  /// What one thinks of it, and why.
  public static Bundle opinion(String of, View view, String why, Sender sender, Edition edition) {
    ObjectNode node = sender.object("opinion", "opinion on " + of, edition);
    node.put("opinion", view.word()).put("explanation", why);
    node.set("object_refs", Nodes.texts(List.of(of)));
    return bundle(node, sender, edition);
  }

  /// An object of one's own, taken back for good. Every receiver undoes what it did on its
  /// strength.
  ///
  /// @param object the last version that was told
  public static Bundle revoked(String object, Sender sender, Edition edition) {
    ObjectNode node = (ObjectNode) Nodes.JSON.readTree(object);
    that(
        node.path("created_by_ref").asString("").equals(sender.id()),
        "only its maker takes an object back; others answer with an opinion");
    Extension.on(node).remove(Signer.PROPERTY);
    node.put("revoked", true).put("modified", Nodes.time(edition.modified()));
    return bundle(node, sender, edition);
  }

  private static Bundle bundle(ObjectNode node, Sender sender, Edition edition) {
    var all = new ArrayList<ObjectNode>();
    all.add(sender.marking().definition());
    all.add(sender.identity(java.time.Instant.EPOCH));
    all.add(node);
    String name = node.path("id").asString() + edition.modified();
    return Bundle.of(sender.ids().id("bundle", name), all);
  }
}
