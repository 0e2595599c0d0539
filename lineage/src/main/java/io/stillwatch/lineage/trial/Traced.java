// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.model.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Looks for the tracers of a test among the questions that we were asked ourselves. A word of
/// eleven random syllables stands in no honest question by chance (2^-67 for each that is looked
/// at); where one turns up after it was asked of the suspect, the suspect passed the question on,
/// or somebody who reads its traffic did.
public final class Traced {
  private final Map<String, Asked> words = new LinkedHashMap<>();

  private record Asked(String query, String at) {}

  /// One question that came back.
  ///
  /// @param query its id in the test
  /// @param asked when the suspect's answer to it came, RFC 3339
  /// @param account who asked us
  /// @param request the request's id in our log
  /// @param at when we were asked, milliseconds since 1970 UTC
  public record Hit(String query, String asked, String account, String request, long at) {}

  /// @throws BadInput when the evidence holds no tracer that was answered
  public Traced(Path evidence) throws IOException {
    for (JsonNode one : Json.lines(evidence)) {
      String word = one.path("word").asString("");
      if (!word.isEmpty()) {
        words.put(word, new Asked(one.path("query").asString(""), one.path("at").asString("")));
      }
    }
    if (words.isEmpty()) {
      throw new BadInput(
          evidence + " holds no tracer; a plan asks some by controls.tracers, such as 5");
    }
  }

  /// How many were asked.
  public int tracers() {
    return words.size();
  }

  /// The tracers that stand in what was asked; it keeps no words.
  public List<Hit> in(Exchange exchange) {
    var hits = new ArrayList<Hit>();
    words.forEach(
        (word, asked) -> {
          if (says(exchange, word)) {
            hits.add(
                new Hit(
                    asked.query(), asked.at(), exchange.account(), exchange.id(), exchange.at()));
          }
        });
    return hits;
  }

  private static boolean says(Exchange exchange, String word) {
    return exchange.ask().messages().stream()
        .map(message -> message.content().open().toLowerCase(Locale.ROOT))
        .anyMatch(text -> text.contains(word));
  }
}
