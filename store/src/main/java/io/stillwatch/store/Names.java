// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts other names in the place of some, in a body: wherever one stands alone, and wherever people
/// or sentences mention it.
final class Names {
  /// Members whose text is prose. Elsewhere a name counts only when it is the whole text, because
  /// ids of others may contain it.
  private static final Set<String> PROSE =
      Set.of(
          "reason",
          "reasons",
          "why",
          "because",
          "says",
          "statistic",
          "nullModel",
          "overturn",
          "outcome");

  private static final Pattern WORD = Pattern.compile("(?U)[\\w@./:+-]*[\\w@/+-]");
  private static final int MANY = 1_000;

  private final Map<String, String> others;
  private final Pattern mention;

  /// @param others what to put in the place of each name
  Names(Map<String, String> others) {
    this.others = new TreeMap<>(others);
    String any = String.join("|", this.others.keySet().stream().map(Pattern::quote).toList());
    this.mention = Pattern.compile("(?U)(?<![\\w@.:/+-])(?:" + any + ")(?![\\w@/+-]|[.:]\\w)");
  }

  JsonNode in(JsonNode body) {
    return renamed(body, false);
  }

  /// A sentence, or whatever somebody wrote.
  String inProse(String text) {
    return mention
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(another(found.group())));
  }

  /// Words of the sentences of a body, each of which might be a name; the first thousand.
  static Set<String> words(JsonNode body) {
    Set<String> words = new TreeSet<>();
    for (String member : PROSE) {
      for (JsonNode prose : body.findValues(member)) {
        String text =
            prose.isArray()
                ? prose.valueStream().map(JsonNode::asString).collect(joining(" "))
                : prose.asString("");
        WORD.matcher(text).results().map(MatchResult::group).limit(MANY).forEach(words::add);
      }
    }
    return words.stream().limit(MANY).collect(toSet());
  }

  private JsonNode renamed(JsonNode node, boolean prose) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                one ->
                    all.set(one.getKey(), renamed(one.getValue(), PROSE.contains(one.getKey()))));
        yield all;
      }
      case ArrayNode array -> {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        array.forEach(one -> all.add(renamed(one, prose)));
        yield all;
      }
      case JsonNode text when text.isString() ->
          JsonNodeFactory.instance.stringNode(
              prose ? inProse(text.stringValue()) : another(text.stringValue()));
      case JsonNode other -> other;
    };
  }

  private String another(String name) {
    return others.getOrDefault(name, name);
  }
}
