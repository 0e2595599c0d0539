// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import java.util.List;

/// A reply of a model API, as far as it was read.
///
/// @param id the provider's id of it; empty when it has none
/// @param model which model answered; empty when it does not say
/// @param text its words, or the beginning of them
/// @param usage the tokens that the provider counted
/// @param reasoning ids of sealed reasoning artefacts issued with it
/// @param tokens ids of its first choice, as the engine told them; empty when it told none, or
///   nobody asked to read them
/// @param whole whether every byte of it was read and understood
public record ModelReply(
    String id,
    String model,
    Text text,
    Usage usage,
    List<String> reasoning,
    List<Integer> tokens,
    boolean whole) {
  public ModelReply {
    reasoning = List.copyOf(reasoning);
    tokens = List.copyOf(tokens);
  }
}
