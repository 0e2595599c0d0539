// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.marks.Mark;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;

/// What the tokens of a reply are drawn by. Not for two threads.
public interface Voice {
  /// @param begin where the reply begins in `ids`
  /// @param at where the token will stand
  int draw(NextToken chances, int[] ids, int begin, int at);

  /// By chance alone.
  static Voice plain(Draw draw) {
    return (chances, ids, begin, at) -> chances.draw(draw.nextDouble());
  }

  /// By a Gumbel-max mark, as vLLM does: contexts that were marked in this reply already, and the
  /// prompt's tokens, are not. What it leaves to chance, by chance. One voice for one reply.
  static Voice marked(Mark mark, Draw draw) {
    var seen = new LongSet(64);
    int window = mark.profile().reach().window();
    return (chances, ids, begin, at) -> {
      int from = Math.max(begin, at - window);
      long hash = (long) at - from;
      for (int i = from; i < at; i++) {
        hash = Mix.of(hash, ids[i]);
      }
      return seen.add(hash)
          ? chances.race(mark.after(ids, from, at))
          : chances.draw(draw.nextDouble());
    };
  }
}
