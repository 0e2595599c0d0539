// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Decoys;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.served.ServedIndex;
import io.stillwatch.stats.Logs;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a suspect said, scored under our key and under keys that were never used on it. Under the
/// hypothesis that the suspect is independent of the key, each e-value has a mean of at most 1,
/// whatever it says.
///
/// - **L1**, free text: every distinct pair of context and token.
/// - **L2**, the one token it says after contexts that we served under the mark.
/// - **L3**, its chances of the next token after such contexts, where it tells them.
///
/// The three share a key, so their e-values multiply only because no pair is counted in two of
/// them: a served context is scored by L3 where chances were told, else by L2; and L1 leaves out
/// what L2 and L3 scored, which therefore come first. Prompts are never scored, and pairs that
/// stand in a prompt of free text never count, for marked text may stand there. Served contexts are
/// those that [Untangled] lets pass.
///
/// With a [ServedIndex] there is a second e-value of free text: over those of its pairs whose
/// context was served, each once. The index depends on the key in ways of its own, so the two are
/// not multiplied; the joint e-value is their mean. Not for two threads.
public final class Exposure {
  private static final long ROOM = 4_000_000;

  private final List<Mark> marks;
  private final Scorer text;
  private final Scorer served;
  private final Chances chances;
  private final Split split;
  private final LongSet asked = new LongSet(1 << 10);
  private final Scorer indexed;
  private Optional<ServedIndex> index = Optional.empty();

  /// @param marks ours first, then those of wrong keys, all of one profile
  /// @param keep distinct pairs of free text to rank among decoys
  public Exposure(List<Mark> marks, int keep) {
    this.marks = List.copyOf(marks);
    text = new Scorer(marks, ROOM).keeping(keep);
    served = new Scorer(marks, ROOM).keeping(keep);
    indexed = new Scorer(marks, ROOM);
    chances = new Chances(marks);
    split = new Split(marks.getFirst());
  }

  /// What was served under the first mark. Call it before all else.
  public Exposure with(ServedIndex served) {
    index = Optional.of(served);
    split.known(served);
    return this;
  }

  /// What free text will be asked with. Call it before all else.
  public void prompt(int[] prompt) {
    Passage passage = Passage.of(prompt);
    text.exclude(passage);
    served.exclude(passage);
    indexed.exclude(passage);
    int window = marks.getFirst().profile().reach().window();
    for (int at = window; at < prompt.length; at++) {
      asked.add(pair(prompt, at, prompt[at]));
    }
  }

  private long pair(int[] ids, int end, int token) {
    long hash = token;
    int window = marks.getFirst().profile().reach().window();
    for (int i = Math.max(0, end - window); i < end; i++) {
      hash = Mix.of(hash, ids[i]);
    }
    return hash;
  }

  /// L2: a continuation of a prefix that we served.
  ///
  /// @return whether it was scored: not when nothing came
  public boolean served(int[] prefix, int[] continuation) {
    if (continuation.length == 0) {
      return false;
    }
    Passage passage = Passage.continuing(prefix, Arrays.copyOf(continuation, 1));
    served.add(passage);
    text.exclude(passage);
    return true;
  }

  /// L3: chances of the next token after a prefix that we served, by token id. A context counts
  /// once.
  public void served(int[] prefix, Map<Integer, Double> told) {
    var next = new TreeMap<>(told);
    next.keySet().removeIf(token -> asked.contains(pair(prefix, prefix.length, token)));
    chances.add(prefix, next);
    next.keySet().forEach(token -> text.exclude(Passage.continuing(prefix, new int[] {token})));
  }

  /// Contexts of text that we served, for [Split].
  public void known(int[] ours) {
    split.known(ours);
  }

  /// L1: an answer in its own words. Call it after all of L2 and L3.
  public void text(int[] answer) {
    text.add(Passage.of(answer));
    split.add(answer);
    index.ifPresent(served -> indexed(served, answer));
  }

  private void indexed(ServedIndex served, int[] answer) {
    int window = marks.getFirst().profile().reach().window();
    for (int at = window; at < answer.length; at++) {
      if (served.holds(answer, at)) {
        int[] context = Arrays.copyOfRange(answer, at - window, at);
        indexed.add(Passage.continuing(context, new int[] {answer[at]}));
      }
    }
  }

  /// What was scored under the mark at this place of the list; 0 is ours.
  public Scored under(int mark) {
    Mark one = marks.get(mark);
    return new Scored(
        text.tally(one),
        served.tally(one),
        chances.sum(mark),
        index.map(served -> indexed.tally(one)));
  }

  /// All of them, ours first.
  public List<Scored> all() {
    var all = new ArrayList<Scored>();
    for (int m = 0; m < marks.size(); m++) {
      all.add(under(m));
    }
    return all;
  }

  /// Our key ranked among random ones on the pairs of free text.
  public Decoys decoys(int count, long seed) {
    return Decoys.rank(text, marks.getFirst(), count, seed);
  }

  /// Scores after contexts that we served against the rest.
  public Split split() {
    return split;
  }

  /// The mean score of a distinct pair above that of a random key; 0 without pairs.
  public static double excess(Tally tally) {
    return tally.pairs() == 0 ? 0 : tally.mean() - tally.law().slope(0);
  }

  /// The standard deviation of [#excess] under a random key; infinite without pairs.
  public static double spread(Tally tally) {
    return Math.sqrt(tally.law().curvature(0) / tally.pairs());
  }

  /// Scores under one key.
  ///
  /// @param text L1
  /// @param served L2
  /// @param chances L3
  /// @param indexed L1 at contexts that were served; absent without an index
  public record Scored(Tally text, Tally served, Chances.Sum chances, Optional<Tally> indexed) {
    /// The logarithm of the joint e-value. Weighted, where the number of queries was fixed
    /// beforehand; else with every pair once, which may be looked at after every answer.
    public double logE(boolean fixed) {
      double three = textLogE(fixed) + served.logE() + chances.logE();
      return indexed
          .map(tally -> Logs.logMeanExp(new double[] {three, tally.logE()}))
          .orElse(three);
    }

    /// L1 alone.
    public double textLogE(boolean fixed) {
      return fixed ? text.logEWeighted() : text.logE();
    }
  }
}
