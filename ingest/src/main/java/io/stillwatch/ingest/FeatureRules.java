// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Feature;
import java.util.Optional;

/// What members of a request to a model API ask for: one rule for all that read requests, before
/// they are answered and afterwards.
public final class FeatureRules {
  private static final double NEXT_TO_NOTHING = 0.01;

  private FeatureRules() {}

  /// Whether a parameter makes the reply the most probable one ([Feature#TEMPERATURE_ZERO]): a
  /// temperature or `top_p` of next to nothing, or `top_k` of 1.
  public static boolean isGreedy(String param, double value) {
    return switch (param) {
      case "temperature", "top_p" -> value <= NEXT_TO_NOTHING;
      case "top_k" -> value == 1;
      default -> false;
    };
  }

  /// What an entry of `include` of OpenAI's Responses asks for.
  public static Optional<Feature> included(String extra) {
    if (extra.contains("logprobs")) {
      return Optional.of(Feature.LOGPROBS);
    }
    return extra.startsWith("reasoning.") ? Optional.of(Feature.REASONING) : Optional.empty();
  }
}
