// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

/// In whose words callers are answered.
public enum Dialect {
  OPENAI,
  ANTHROPIC;

  /// By the path of the request.
  static Dialect of(String path) {
    return path.startsWith("/v1/messages") || path.contains("/anthropic/") ? ANTHROPIC : OPENAI;
  }
}
