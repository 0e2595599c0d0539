// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

/// The model APIs whose bodies the proxy looks at.
enum Api {
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
