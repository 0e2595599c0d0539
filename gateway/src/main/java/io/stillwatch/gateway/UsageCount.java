// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.Usage;

/// Token counts as they turn up in replies: `usage` of a reply or of a stream's last chunk
/// (OpenAI), of `message_start` and `message_delta` (Anthropic), of `response.completed` (OpenAI
/// Responses). The last count of each kind stands.
final class UsageCount {
  private long prompt = -1;
  private long written;
  private long read;
  private long cachedPart;
  private long output = -1;
  private boolean bare;
  private boolean counted;

  /// Reads one JSON object of the reply.
  ///
  /// @return whether it is a chunk that holds the usage and nothing else
  boolean take(byte[] json) {
    bare = false;
    counted = false;
    JsonIn.object(json, this::member);
    return bare && counted;
  }

  boolean isKnown() {
    return prompt >= 0 || output >= 0;
  }

  private void member(String name, JsonIn in) {
    switch (name) {
      case "usage" -> in.fields(field -> usage(field, in));
      case "message", "response" -> in.fields(field -> inner(field, in));
      case "choices" -> {
        int[] count = {0};
        in.elements(
            () -> {
              count[0]++;
              in.skip();
            });
        bare = count[0] == 0;
      }
      default -> in.skip();
    }
  }

  private void inner(String name, JsonIn in) {
    if (name.equals("usage")) {
      in.fields(field -> usage(field, in));
    } else {
      in.skip();
    }
  }

  private void usage(String name, JsonIn in) {
    counted = true;
    switch (name) {
      case "prompt_tokens", "input_tokens" -> prompt = in.count().orElse(prompt);
      case "completion_tokens", "output_tokens" -> output = in.count().orElse(output);
      case "cache_creation_input_tokens" -> written = in.count().orElse(written);
      case "cache_read_input_tokens" -> read = in.count().orElse(read);
      case "prompt_tokens_details", "input_tokens_details" ->
          in.fields(field -> details(field, in));
      default -> in.skip();
    }
  }

  private void details(String name, JsonIn in) {
    if (name.equals("cached_tokens")) {
      cachedPart = in.count().orElse(cachedPart);
    } else {
      in.skip();
    }
  }

  /// Anthropic counts cached tokens beside the prompt's, OpenAI among them.
  Usage usage() {
    long input = Math.max(0, prompt) + written + read;
    return isKnown()
        ? new Usage(input, Math.max(0, output), Math.max(read, cachedPart), true)
        : Usage.UNKNOWN;
  }
}
