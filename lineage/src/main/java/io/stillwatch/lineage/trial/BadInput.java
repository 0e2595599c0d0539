// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

/// A file that somebody gave us cannot be used: one lower-case line that names the thing, the rule
/// and the way out.
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String line) {
    super(line);
  }

  /// The line.
  public String line() {
    return String.valueOf(getMessage());
  }
}
