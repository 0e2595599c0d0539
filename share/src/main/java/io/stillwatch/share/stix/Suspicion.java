// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// A group that does not stand on one company's evidence, told to peers as what it is: a grouping
/// with leads to watch. It accuses nobody.
public final class Suspicion {
  private static final int LOW = 15;

  private Suspicion() {}

  /// @param name what it is, to the sender alone; the same name has the same ids
  /// @param tokens what the group's accounts have, of any kinds; those of a kind make one lead
  public static Bundle of(String name, List<Token> tokens, Sender sender, Edition edition) {
    that(!tokens.isEmpty(), name + " has no token that may leave; peers could match nothing");
    ObjectNode me = sender.identity(java.time.Instant.EPOCH);
    ObjectNode grouping = sender.object("grouping", name, edition);
    grouping.put("name", "accounts that may be one actor");
    grouping.put("description", "Below the line of its sender; it accuses nobody.");
    grouping.put("context", "suspicious-activity");
    var leads = leads(name, tokens, sender, grouping.path("id").asString(), edition);
    grouping.set(
        "object_refs", Nodes.texts(leads.stream().map(l -> l.path("id").asString()).toList()));
    var all = new ArrayList<>(List.of(sender.marking().definition(), me, grouping));
    all.addAll(leads);
    return Bundle.of(sender.ids().id("bundle", name + edition.modified()), all);
  }

  private static List<ObjectNode> leads(
      String name, List<Token> tokens, Sender sender, String about, Edition edition) {
    var kinds = new TreeMap<TokenKind, TreeMap<String, Token>>();
    tokens.forEach(t -> kinds.computeIfAbsent(t.kind(), k -> new TreeMap<>()).put(t.value(), t));
    var leads = new ArrayList<ObjectNode>();
    for (var kind : kinds.entrySet()) {
      List<Token> own = List.copyOf(kind.getValue().values());
      for (int from = 0; from < own.size(); from += TokenPattern.TOKENS_MOST) {
        int to = Math.min(own.size(), from + TokenPattern.TOKENS_MOST);
        Hint hint = hint(own.subList(from, to), about);
        String key = name + ' ' + Token.digest(own.subList(from, to));
        leads.add(new LeadObjects(sender).indicator(key, hint, edition));
      }
    }
    return leads;
  }

  private static Hint hint(List<Token> tokens, String about) {
    return new Hint(
        "accounts that may be one actor",
        "Below the line of its sender: look whether you have them too, and what you see.",
        tokens,
        "anomalous-activity",
        LOW,
        Step.WATCH,
        about,
        OptionalInt.empty());
  }
}
