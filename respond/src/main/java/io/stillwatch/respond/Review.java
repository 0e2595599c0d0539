// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

/// What a reviewer says of a decision, after an appeal or a random check.
///
/// @param decision its id
/// @param rule the rule that asked for it
/// @param verdict whether it was right
/// @param by the reviewer, by name
/// @param reason in plain words
/// @param at when, event time in milliseconds since 1970 UTC
public record Review(
    String decision, String rule, Verdict verdict, String by, String reason, long at) {
  /// Whether a decision was right.
  public enum Verdict {
    UPHELD,
    OVERTURNED
  }

  public Review {
    Require.filled(decision, "a review needs a decision");
    Require.filled(rule, "a review needs the rule that decided");
    Require.filled(by, "a review needs a person");
    Require.filled(reason, "a review needs a reason");
  }
}
