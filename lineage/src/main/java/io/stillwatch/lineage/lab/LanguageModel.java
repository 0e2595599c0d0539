// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Says what comes next, over the laboratory's tokens. A model that is dear to ask one by one
/// answers many at once.
public interface LanguageModel {
  /// The chances of the next token after `ids[0..at)`.
  NextToken after(int[] ids, int at);

  /// The chances after each of these, in their order.
  default Stream<NextToken> after(List<int[]> contexts) {
    return contexts.stream().map(ids -> after(ids, ids.length));
  }

  /// Writes on after a prompt.
  ///
  /// @return the reply alone
  default int[] write(int[] prompt, int length, Voice voice) {
    int[] ids = Arrays.copyOf(prompt, prompt.length + length);
    for (int at = prompt.length; at < ids.length; at++) {
      ids[at] = voice.draw(after(ids, at), ids, prompt.length, at);
    }
    return Arrays.copyOfRange(ids, prompt.length, ids.length);
  }

  /// Writes on after each of these, by chance alone, in their order.
  default List<int[]> answers(List<int[]> prompts, int length, Draw draw) {
    Voice voice = Voice.plain(draw);
    return prompts.stream().map(prompt -> write(prompt, length, voice)).toList();
  }
}
