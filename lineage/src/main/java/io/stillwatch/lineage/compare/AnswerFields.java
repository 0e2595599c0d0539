// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Where in a line of collected answers things are. Of several names, the first that a line has
/// counts; names joined by `+` are taken together.
///
/// @param prompts ids of prompts, texts or numbers
/// @param answers texts; `null` for one that was not given
/// @param models whose answer it is; without it, the file's name
/// @param golds right answers, where they are known
/// @param files which files are read, by their whole name without `.jsonl` and `.gz`; if there is a
///   group, what it matches is the model
public record AnswerFields(
    List<String> prompts,
    List<String> answers,
    List<String> models,
    List<String> golds,
    Pattern files) {
  /// What is looked for when nothing is said.
  public static final AnswerFields USUAL =
      new AnswerFields(
          List.of("prompt", "q", "id", "i"),
          List.of("answer", "o", "output"),
          List.of("model", "m"),
          List.of("gold"),
          Pattern.compile(".*"));

  public AnswerFields {
    prompts = List.copyOf(prompts);
    answers = List.copyOf(answers);
    models = List.copyOf(models);
    golds = List.copyOf(golds);
  }

  Optional<String> prompt(JsonNode row) {
    return first(row, prompts);
  }

  Optional<String> model(JsonNode row) {
    return first(row, models);
  }

  Optional<String> gold(JsonNode row) {
    return first(row, golds);
  }

  Optional<String> answer(JsonNode row) {
    return answers.stream()
        .map(row::path)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst();
  }

  boolean holdsAnswer(JsonNode row) {
    Predicate<JsonNode> asked = value -> value.isString() || value.isNull();
    return answers.stream().map(row::path).anyMatch(asked);
  }

  private static Optional<String> first(JsonNode row, List<String> names) {
    return names.stream().flatMap(name -> joined(row, name).stream()).findFirst();
  }

  private static Optional<String> joined(JsonNode row, String name) {
    List<JsonNode> parts = Stream.of(name.split("\\+", -1)).<JsonNode>map(row::path).toList();
    return parts.stream().allMatch(part -> part.isString() || part.isNumber())
        ? Optional.of(parts.stream().map(JsonNode::asString).collect(Collectors.joining(" + ")))
        : Optional.empty();
  }
}
