// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.ingest.FeatureRules;
import io.stillwatch.model.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What one member of a request's body asks for.
///
/// What a value asks for is told by [FeatureRules]. `reasoning_effort` asks for effort and not for
/// text, so it is none.
///
/// @param features that the member belongs to
/// @param asked those of them that its value asks for
/// @param answers how many answers it asks for; 1 when that is not its subject
/// @param kept what stays of it, as JSON, when one of its features is withheld; empty when nothing
///   does
record Want(Set<Feature> features, Set<Feature> asked, long answers, Optional<String> kept) {
  Want {
    features = Set.copyOf(features);
    asked = Set.copyOf(asked);
  }

  /// Reads the value here; empty, with the cursor where it was, when it is no subject of ours.
  static Optional<Want> read(String name, JsonIn in) {
    return switch (name) {
      case "logprobs" ->
          some(Feature.LOGPROBS, in.isNumber() ? in.number().isPresent() : in.isTrue());
      case "top_logprobs" -> some(Feature.LOGPROBS, in.number().orElse(0) > 0);
      case "n" -> Optional.of(answers(in.count().orElse(1)));
      case "temperature", "top_p", "top_k" -> some(Feature.TEMPERATURE_ZERO, isGreedy(name, in));
      case "include_reasoning" -> some(Feature.REASONING, in.isTrue());
      case "thinking" -> some(Feature.REASONING, thinks(in));
      case "reasoning" -> Optional.of(reasoning(in));
      case "include" -> Optional.of(include(in));
      default -> Optional.empty();
    };
  }

  private static Optional<Want> some(Feature feature, boolean asks) {
    Set<Feature> one = Set.of(feature);
    return Optional.of(new Want(one, asks ? one : Set.of(), 1, Optional.empty()));
  }

  private static boolean isGreedy(String name, JsonIn in) {
    OptionalDouble value = in.number();
    return value.isPresent() && FeatureRules.isGreedy(name, value.getAsDouble());
  }

  private static Want answers(long n) {
    Set<Feature> one = Set.of(Feature.SEVERAL_ANSWERS);
    return new Want(one, n > 1 ? one : Set.of(), Math.max(1, n), Optional.empty());
  }

  /// Anthropic's: an object with a type, and `disabled` is one of them.
  private static boolean thinks(JsonIn in) {
    boolean object = in.isObject();
    List<String> type = new ArrayList<>();
    in.fields(
        field -> {
          if (field.equals("type")) {
            type.add(in.text());
          } else {
            in.skip();
          }
        });
    return object && !type.equals(List.of("disabled"));
  }

  /// OpenAI's: its summaries are text, its effort is none.
  private static Want reasoning(JsonIn in) {
    List<String> effort = new ArrayList<>();
    List<String> text = new ArrayList<>();
    in.fields(
        field -> {
          if (field.equals("effort")) {
            effort.add(in.text());
            return;
          }
          if (!in.isNull()) {
            text.add(field);
          }
          in.skip();
        });
    String kept =
        JsonOut.object(
            out -> effort.stream().limit(1).forEach(e -> out.writeStringProperty("effort", e)));
    Set<Feature> one = Set.of(Feature.REASONING);
    return new Want(one, text.isEmpty() ? Set.of() : one, 1, Optional.of(kept));
  }

  /// The list of extras of OpenAI's Responses. It may ask for two features, and loses both when one
  /// of them is withheld.
  private static Want include(JsonIn in) {
    List<String> kept = new ArrayList<>();
    Set<Feature> wanted = EnumSet.noneOf(Feature.class);
    in.elements(
        () -> {
          String extra = in.text();
          FeatureRules.included(extra).ifPresentOrElse(wanted::add, () -> kept.add(extra));
        });
    String rest =
        JsonOut.text(
            out -> {
              out.writeStartArray();
              kept.forEach(out::writeString);
              out.writeEndArray();
            });
    return new Want(wanted, wanted, 1, Optional.of(rest));
  }
}
