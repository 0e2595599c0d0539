// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import java.util.List;

/// Where an access log entry has what an exchange needs; the defaults are those of Envoy AI Gateway
/// with costs under their usual names.
///
/// @param namespace of the dynamic metadata with tokens and models
/// @param input key of the prompt's tokens in it
/// @param output key of the reply's tokens
/// @param cached key of the tokens that came from a cache
/// @param models keys of the model's name in it; the first one present counts
/// @param modelHeaders request headers that name the model, where the metadata does not
public record LogNames(
    String namespace,
    String input,
    String output,
    String cached,
    List<String> models,
    List<String> modelHeaders) {

  public static final LogNames AI_GATEWAY =
      new LogNames(
          "io.envoy.ai_gateway",
          "llm_input_token",
          "llm_output_token",
          "llm_cached_input_token",
          List.of("model_name_override", "response_model"),
          List.of("x-ai-eg-model"));

  public LogNames {
    models = List.copyOf(models);
    modelHeaders = List.copyOf(modelHeaders);
  }
}
