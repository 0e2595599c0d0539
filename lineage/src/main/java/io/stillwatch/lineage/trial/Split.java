// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Mark;
import io.stillwatch.marks.served.ServedIndex;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.util.Optional;

/// Where the mark shows in a suspect's text: after contexts that we once served, or everywhere?
///
/// Whoever learned from our outputs, and whoever stole the rule from them, can only repeat what was
/// served. Whoever holds the key, or passes the question on to us, is marked after contexts that
/// nobody ever saw. Each distinct pair counts once; only whole windows count. Not for two threads.
public final class Split {
  private final Mark mark;
  private final int window;
  private final LongSet ours = new LongSet(1 << 12);
  private final LongSet seen = new LongSet(1 << 12);
  private Optional<ServedIndex> index = Optional.empty();
  private final Side served;
  private final Side fresh;

  Split(Mark mark) {
    this.mark = mark;
    window = mark.profile().reach().window();
    served = new Side(mark.profile().law().curvature(0));
    fresh = new Side(mark.profile().law().curvature(0));
  }

  void known(int[] text) {
    for (int at = window; at <= text.length; at++) {
      ours.add(hash(text, at - window, at));
    }
  }

  void known(ServedIndex served) {
    index = Optional.of(served);
  }

  /// Whether all that was served under the key is known, as far as an index can say.
  boolean complete() {
    return index.filter(served -> served.leftOut() == 0).isPresent();
  }

  private boolean served(int[] answer, int at, long context) {
    return ours.contains(context) || index.filter(all -> all.holds(answer, at)).isPresent();
  }

  void add(int[] answer) {
    double mean = mark.profile().law().slope(0);
    for (int at = window; at < answer.length; at++) {
      long context = hash(answer, at - window, at);
      if (seen.add(Mix.of(context, answer[at]))) {
        Side side = served(answer, at, context) ? served : fresh;
        side.pairs++;
        side.excess += mark.score(answer, at - window, at) - mean;
      }
    }
  }

  private static long hash(int[] ids, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = Mix.of(hash, ids[i]);
    }
    return hash;
  }

  /// Pairs after contexts that we served.
  public Side served() {
    return served;
  }

  /// Pairs after contexts that we never served, as far as our own text was given.
  public Side fresh() {
    return fresh;
  }

  /// A sum of scores above what a random key gives.
  public static final class Side {
    private final double variance;
    private long pairs;
    private double excess;

    private Side(double variance) {
      this.variance = variance;
    }

    /// How many distinct pairs.
    public long pairs() {
      return pairs;
    }

    /// The mean score above that of a random key; 0 without pairs.
    public double mean() {
      return pairs == 0 ? 0 : excess / pairs;
    }

    /// Standard deviations from 0 under a random key.
    public double z() {
      return pairs == 0 ? 0 : excess / Math.sqrt(pairs * variance);
    }
  }
}
