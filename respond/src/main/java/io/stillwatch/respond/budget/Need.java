// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

/// Tokens of one request: what it may need at most when it is reserved, what it used when it is
/// reconciled.
///
/// @param input tokens of the prompt
/// @param output tokens of the reply; to reserve, the most that the request allows
public record Need(long input, long output) {
  private static final long MOST = 100_000_000;

  public Need {
    if (input < 0 || input > MOST || output < 0 || output > MOST) {
      throw new IllegalArgumentException("a request has 0 to 10^8 tokens each way");
    }
  }
}
