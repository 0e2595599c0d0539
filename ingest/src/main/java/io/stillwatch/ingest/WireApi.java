// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

/// The model APIs whose requests and replies are read as they cross the wire.
public enum WireApi {
  /// OpenAI, `/v1/chat/completions`.
  CHAT,
  /// OpenAI, `/v1/completions`.
  COMPLETIONS,
  /// OpenAI, `/v1/responses`.
  RESPONSES,
  /// OpenAI, `/v1/embeddings`.
  EMBEDDINGS,
  /// Anthropic, `/v1/messages`.
  MESSAGES
}
