// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import java.io.IOException;
import java.util.Map;

/// The model that is tested, however it is reached.
public interface Suspect {
  /// Asks once, with patience where the other side asks for it.
  ///
  /// @throws NoAnswer when it refuses for good or after all tries
  Reply ask(Question question) throws IOException, InterruptedException;

  /// @param tokens how long the answer may be
  /// @param top how many chances of the first token to tell, if it can
  /// @param goesOn whether the prompt is the beginning of a reply, to be gone on with
  /// @param before what that reply answers; empty if it is not known
  record Question(String prompt, int tokens, int top, boolean goesOn, String before) {
    /// A prompt to be answered.
    public Question(String prompt, int tokens, int top) {
      this(prompt, tokens, top, false, "");
    }
  }

  /// @param text the answer
  /// @param tokens used, as the other side counts, 0 if it does not say
  /// @param top log-probabilities of the first token; empty where it tells none
  record Reply(String text, long tokens, Map<String, Double> top, int tries) {
    public Reply {
      top = Map.copyOf(top);
    }
  }

  /// One question has no answer. Its message holds neither question nor key.
  final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean settled;

    NoAnswer(String why, boolean forGood) {
      super(why);
      settled = forGood;
    }

    /// Whether asking again would not help.
    public boolean forGood() {
      return settled;
    }
  }
}
