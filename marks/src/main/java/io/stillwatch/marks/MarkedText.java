// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Generates one marked reply, token by token, in the process that runs the model: the caller
/// brings the probabilities of the next token, this draws it. A context that has occurred in the
/// reply is drawn unmarked, as engines do, so that marked text does not fall into loops. Not for
/// two threads.
///
/// ```java
/// var text = new MarkedText(mark, prompt, random);
/// while (!ended) {
///   int token = text.next(softmax(logits));
/// }
/// ```
public final class MarkedText {
  private final Mark mark;
  private final RandomGenerator coin;
  private final Reach reach;
  private final int begin;
  private final Set<Long> seen = new HashSet<>();
  private int[] ids;
  private int size;

  /// @param prompt tokens before the reply, perhaps none
  /// @param coin what the mark leaves to chance
  public MarkedText(Mark mark, int[] prompt, RandomGenerator coin) {
    this.mark = mark;
    this.coin = coin;
    reach = mark.profile().reach();
    begin = prompt.length;
    ids = Arrays.copyOf(prompt, Math.max(16, prompt.length * 2));
    size = begin;
  }

  /// Draws the next token and adds it.
  ///
  /// @param probabilities of the tokens 0, 1, ..; they sum to 1
  public int next(double[] probabilities) {
    int token = draw(probabilities);
    add(token);
    return token;
  }

  /// Adds a token that somebody else chose, such as a tool call's.
  public void add(int token) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = token;
  }

  /// The reply so far.
  public int[] reply() {
    return Arrays.copyOfRange(ids, begin, size);
  }

  private int draw(double[] probabilities) {
    int from = Math.max(reach.start() == Reach.Start.PROMPT ? 0 : begin, size - reach.window());
    boolean tooShort = reach.start() == Reach.Start.SKIPPED && size - from < reach.window();
    if (tooShort || !seen.add(context(from))) {
      return Step.plain(probabilities, coin);
    }
    return mark.after(ids, from, size).draw(probabilities, coin);
  }

  private long context(int from) {
    return size == from ? 0 : Pairing.TOKENS.of(ids, from, size - 1);
  }
}
