// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.Arrays;

/// One reply as token ids of the tokenizer that the marked model uses, with its prompt if that is
/// known. Prompt tokens are context at most; they are never scored. Immutable.
public final class Passage {
  private final int[] ids;
  private final int begin;
  private final int scored;
  private final boolean promptKnown;

  private Passage(int[] ids, int begin, int scored, boolean promptKnown) {
    for (int id : ids) {
      if (id < 0) {
        throw new IllegalArgumentException("a token id is 0 or more, not " + id);
      }
    }
    this.ids = ids;
    this.begin = begin;
    this.scored = scored;
    this.promptKnown = promptKnown;
  }

  /// A reply whose prompt is unknown.
  public static Passage of(int... reply) {
    return new Passage(reply.clone(), 0, 0, false);
  }

  /// A reply after its prompt.
  public static Passage after(int[] prompt, int[] reply) {
    return new Passage(joined(prompt, reply), prompt.length, prompt.length, true);
  }

  /// What somebody wrote after tokens that we served as a reply: those are context like the reply's
  /// own, and are not scored.
  public static Passage continuing(int[] served, int[] continuation) {
    return new Passage(joined(served, continuation), 0, served.length, true);
  }

  private static int[] joined(int[] first, int[] second) {
    int[] ids = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, ids, first.length, second.length);
    return ids;
  }

  /// How many tokens the reply has, with what was served of it.
  public int length() {
    return ids.length - begin;
  }

  /// The reply's tokens, with what was served of it.
  public int[] reply() {
    return Arrays.copyOfRange(ids, begin, ids.length);
  }

  int[] ids() {
    return ids;
  }

  int begin() {
    return begin;
  }

  /// The first position that may be scored.
  int scored() {
    return scored;
  }

  boolean promptKnown() {
    return promptKnown;
  }
}
