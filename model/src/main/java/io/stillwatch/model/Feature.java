// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import java.util.Arrays;
import java.util.Optional;

/// What a model API may withhold from an account while it goes on answering: each of them makes a
/// copy of the model cheaper, and few honest programs stop without it.
public enum Feature {
  LOGPROBS("logprobs"),
  REASONING("reasoning"),
  SEVERAL_ANSWERS("several-answers"),
  TEMPERATURE_ZERO("temperature-zero");

  private final String word;

  Feature(String word) {
    this.word = word;
  }

  /// The word used in policies and files.
  public String word() {
    return word;
  }

  public static Optional<Feature> of(String word) {
    return Arrays.stream(values()).filter(feature -> feature.word.equals(word)).findFirst();
  }
}
