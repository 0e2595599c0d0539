// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

/// Logs that a benchmark cannot use. The message names the place, the rule, and the way out.
public final class BadWorld extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param where the file and line, or the folder
  /// @param rule the rule that is broken
  /// @param wayOut what to do
  public BadWorld(String where, String rule, String wayOut) {
    super(where + ": " + rule + "; " + wayOut);
  }
}
