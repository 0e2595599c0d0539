// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

/// Which tokens before a token its mark depends on. Marks of one reach share one count of pairs.
///
/// @param window how many tokens of context, from 1 up
/// @param start what stands for the context where a reply begins
public record Reach(int window, Start start) {
  /// The widest window of any profile.
  public static final int WIDEST = 64;

  public Reach {
    window = checked(window);
  }

  /// A width that a window can have.
  ///
  /// @throws IllegalArgumentException if it is below 1 or above [#WIDEST]
  public static int checked(int window) {
    if (window < 1 || window > WIDEST) {
      throw new IllegalArgumentException("a window of 1 to " + WIDEST + " tokens, not " + window);
    }
    return window;
  }

  /// How a reply begins.
  public enum Start {
    /// The prompt is not looked at; a short context is padded, and the first token is marked.
    PADDED,
    /// The prompt's last tokens are context. Where the prompt is unknown, the first `window` tokens
    /// are not scored.
    PROMPT,
    /// The first `window` tokens of a reply are not scored.
    SKIPPED
  }

  /// The first position of a passage that is scored.
  int first(Passage passage) {
    boolean whole = start == Start.PADDED || (start == Start.PROMPT && passage.promptKnown());
    return Math.max(passage.scored(), whole ? 0 : passage.begin() + window);
  }

  /// Where the context of a position begins.
  int from(Passage passage, int at) {
    int floor = start == Start.PROMPT ? 0 : passage.begin();
    return Math.max(floor, at - window);
  }
}
