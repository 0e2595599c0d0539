// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Usage;
import java.util.OptionalLong;

/// Tokens of a reply while they come in; the last word on each counts. Anthropic's `input_tokens`
/// leave out what came from or went to a cache; OpenAI's include it.
final class ReplyUsage {
  private OptionalLong input = OptionalLong.empty();
  private OptionalLong output = OptionalLong.empty();
  private long included;
  private long cacheRead;
  private long cacheWritten;

  void take(String name, Json json) {
    switch (name) {
      case "prompt_tokens", "input_tokens" -> input = count(name, json, input);
      case "completion_tokens", "output_tokens" -> output = count(name, json, output);
      case "cache_read_input_tokens" -> cacheRead = count(name, json, cacheRead);
      case "cache_creation_input_tokens" -> cacheWritten = count(name, json, cacheWritten);
      case "prompt_tokens_details", "input_tokens_details" ->
          json.fields(name, key -> detail(key, json));
      default -> json.skip();
    }
  }

  private void detail(String name, Json json) {
    if (name.equals("cached_tokens")) {
      included = count(name, json, included);
    } else {
      json.skip();
    }
  }

  private static OptionalLong count(String name, Json json, OptionalLong before) {
    OptionalLong count = json.whole(name);
    return count.isPresent() && count.getAsLong() >= 0 ? count : before;
  }

  private static long count(String name, Json json, long before) {
    return count(name, json, OptionalLong.of(before)).orElse(before);
  }

  Usage usage() {
    if (input.isEmpty() && output.isEmpty()) {
      return Usage.UNKNOWN;
    }
    long in = input.orElse(0) + cacheRead + cacheWritten;
    return new Usage(in, output.orElse(0), included + cacheRead, true);
  }
}
