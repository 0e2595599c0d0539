// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

/// Bits of [Reading#flags()]. The lower eight say how the exchange went, the rest what it asks for.
public final class Flags {
  public static final int REFUSED = 1;
  public static final int FIRST_TURN = 1 << 1;
  public static final int HAS_REPLY = 1 << 2;
  public static final int HAS_PROMPT = 1 << 3;
  public static final int COUNTED = 1 << 4;
  public static final int TRUNCATED = 1 << 5;

  /// The newest user message is a registered public prompt.
  public static final int PUBLIC = 1 << 6;

  /// Asks for the reasoning behind an answer.
  public static final int REASONING = 1 << 8;

  /// Demands reasoning inside tags.
  public static final int TAGS = 1 << 9;

  /// A pretext: debugging session, verbatim, hidden prompt, working memory.
  public static final int PRETEXT = 1 << 10;

  /// Has the model grade or compare answers.
  public static final int JUDGE = 1 << 11;

  /// Has the model make tasks or variants of tasks.
  public static final int SYNTHESIS = 1 << 12;

  /// Has the model clean or reformat text.
  public static final int CLEANING = 1 << 13;

  /// Samples several answers, or asks for token probabilities.
  public static final int SAMPLING = 1 << 14;

  /// Demands a machine-readable form.
  public static final int CONTRACT = 1 << 15;

  public static final int FIRST_ELICITATION_BIT = 8;
  public static final int ELICITATION_BITS = 8;

  /// What most elicits counts 2 half-points a flag, a demanded form or cleaning 1; at most 4.
  public static int points(int flags) {
    int weak = CONTRACT | CLEANING;
    int strong = REASONING | TAGS | PRETEXT | JUDGE | SYNTHESIS | SAMPLING;
    return Math.min(4, 2 * Integer.bitCount(flags & strong) + Integer.bitCount(flags & weak));
  }

  private Flags() {}
}
