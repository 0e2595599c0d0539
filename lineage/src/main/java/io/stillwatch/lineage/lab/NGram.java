// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Step;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.util.Arrays;

/// A language model of counts: the next token after the last three, two and one, mixed as Jelinek
/// and Mercer do, each with weight `n / (n + 4)` of what the longer ones left. Learns in one pass,
/// and memorises: marks are inherited more strongly than by a neural model of use.
public final class NGram {
  private static final int ORDERS = 3;
  private static final double DOUBT = 4;
  private static final int BEGIN = -1;

  /// What shorter contexts would add less than this is left out.
  private static final double LEFT_OUT = 0.01;

  private final LongIntMap heads = new LongIntMap(1 << 12);
  private final LongIntMap edges = new LongIntMap(1 << 14);
  private int[] token = new int[1 << 12];
  private int[] count = new int[1 << 12];
  private int[] next = new int[1 << 12];
  private int size = 1;
  private long learned;

  /// A model that has learned nothing.
  public NGram() {}

  /// Learns one document.
  public void learn(int[] document) {
    for (int at = 0; at < document.length; at++) {
      for (int order = 1; order <= ORDERS; order++) {
        count(context(document, at, order), document[at]);
      }
    }
    learned += document.length;
  }

  /// How many tokens were learned.
  public long learned() {
    return learned;
  }

  private void count(long context, int one) {
    long pair = Mix.of(context, one);
    int edge = edges.getOrDefault(pair, 0);
    if (edge == 0) {
      edge = size++;
      grow();
      token[edge] = one;
      next[edge] = heads.getOrDefault(context, 0);
      heads.put(context, edge);
      edges.put(pair, edge);
    }
    count[edge]++;
  }

  private void grow() {
    if (size > token.length - 1) {
      token = Arrays.copyOf(token, 2 * size);
      count = Arrays.copyOf(count, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
    }
  }

  private static long context(int[] ids, int at, int order) {
    long hash = order;
    for (int i = at - order; i < at; i++) {
      hash = Mix.of(hash, i < 0 ? BEGIN : ids[i]);
    }
    return hash;
  }

  /// The chances of the next token after `ids[0..at)`.
  Chances after(int[] ids, int at) {
    var chances = new Chances();
    double left = 1;
    for (int order = ORDERS; order > 0 && left > LEFT_OUT; order--) {
      left *= 1 - mix(chances, heads.getOrDefault(context(ids, at, order), 0), left);
    }
    if (chances.size == 0) {
      mix(chances, heads.getOrDefault(context(ids, 0, 1), 0), 1);
    }
    return chances.normalised();
  }

  private double mix(Chances chances, int head, double left) {
    double n = 0;
    for (int edge = head; edge != 0; edge = next[edge]) {
      n += count[edge];
    }
    double share = n / (n + DOUBT);
    for (int edge = head; edge != 0; edge = next[edge]) {
      chances.add(token[edge], left * share * count[edge] / n);
    }
    return share;
  }

  /// Writes on after a prompt. The mark is drawn as vLLM does: contexts that were marked in this
  /// reply already, and the prompt's tokens, are not.
  ///
  /// @param voice what a token is drawn by
  /// @return the reply alone
  public int[] write(int[] prompt, int length, Voice voice) {
    int[] ids = Arrays.copyOf(prompt, prompt.length + length);
    for (int at = prompt.length; at < ids.length; at++) {
      ids[at] = voice.draw(after(ids, at), ids, prompt.length, at);
    }
    return Arrays.copyOfRange(ids, prompt.length, ids.length);
  }

  /// Draws tokens. Not for two threads.
  public interface Voice {
    /// @param begin where the reply begins in `ids`
    int draw(Chances chances, int[] ids, int begin, int at);

    /// By chance alone.
    static Voice plain(Draw draw) {
      return (chances, ids, begin, at) -> chances.draw(draw.nextDouble());
    }

    /// By a Gumbel-max mark; what it leaves to chance, by chance. One voice for one reply.
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

  /// Chances of a few tokens, none twice. Not for two threads.
  public static final class Chances {
    private int[] tokens = new int[32];
    private double[] chances = new double[32];
    private final LongIntMap places = new LongIntMap(32);
    private int size;

    private Chances() {}

    private void add(int token, double chance) {
      int place = places.getOrDefault(token, -1);
      if (place < 0) {
        if (size == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * size);
          chances = Arrays.copyOf(chances, 2 * size);
        }
        place = size++;
        places.put(token, place);
        tokens[place] = token;
      }
      chances[place] += chance;
    }

    private Chances normalised() {
      double sum = Arrays.stream(chances, 0, size).sum();
      for (int i = 0; i < size; i++) {
        chances[i] /= sum;
      }
      return this;
    }

    int size() {
      return size;
    }

    int token(int i) {
      return tokens[i];
    }

    double chance(int i) {
      return chances[i];
    }

    int draw(double uniform) {
      double rest = uniform;
      for (int i = 0; i < size; i++) {
        rest -= chances[i];
        if (rest < 0) {
          return tokens[i];
        }
      }
      return size == 0 ? 0 : tokens[size - 1];
    }

    /// The likeliest.
    int best() {
      int best = 0;
      for (int i = 1; i < size; i++) {
        best = chances[i] > chances[best] ? i : best;
      }
      return size == 0 ? 0 : tokens[best];
    }

    /// Aaronson's rule over these alone: the largest `log(u) / p`, where the score is `-log(1-u)`.
    /// What it picks is what [Step#draw] picks over the whole vocabulary.
    private int race(Step step) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        double race = Math.log(-Math.expm1(-step.score(tokens[i]))) / chances[i];
        if (race > most) {
          most = race;
          best = i;
        }
      }
      return size == 0 ? 0 : tokens[best];
    }
  }
}
