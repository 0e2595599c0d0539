// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.Weights;
import io.stillwatch.stats.LongIntMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The distinct pairs of context and token of some documents, with how often each occurs and in how
/// many documents, so that many keys can be tried on them. Contexts of other lengths are other
/// pairs.
final class MarkPairs {
  private final int stride;
  private final LongIntMap places = new LongIntMap();
  private int[] tokens = new int[1 << 12];
  private int[] counts = new int[1 << 8];
  private int[] documents = new int[1 << 8];
  private int[] last = new int[1 << 8];
  private int size;

  MarkPairs(Reach reach, List<int[]> texts) {
    stride = reach.window() + 2;
    int first = reach.start() == Reach.Start.PADDED ? 0 : reach.window();
    for (int d = 0; d < texts.size(); d++) {
      for (int at = first; at < texts.get(d).length; at++) {
        add(texts.get(d), Math.max(0, at - reach.window()), at, d);
      }
    }
  }

  int size() {
    return size;
  }

  private void add(int[] ids, int from, int at, int document) {
    long hash = Pairing.TOKENS.of(ids, from, at);
    int place = places.getOrDefault(hash, -1);
    if (place < 0) {
      place = put(ids, from, at);
      places.put(hash, place);
    }
    counts[place]++;
    documents[place] += last[place] == document + 1 ? 0 : 1;
    last[place] = document + 1;
  }

  private int put(int[] ids, int from, int at) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
      documents = Arrays.copyOf(documents, 2 * size);
      last = Arrays.copyOf(last, 2 * size);
    }
    if ((size + 1) * stride > tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * (size + 1) * stride);
    }
    tokens[size * stride] = at - from;
    System.arraycopy(ids, from, tokens, size * stride + 1, at - from + 1);
    return size++;
  }

  private int from(int pair) {
    return pair * stride + 1;
  }

  private int at(int pair) {
    return from(pair) + tokens[pair * stride];
  }

  /// What a mark scores on them, by every way to count.
  Sums under(Mark mark) {
    double[] scores = scores(mark);
    double every = 0;
    double eachDocument = 0;
    long occurrences = 0;
    long inDocuments = 0;
    for (int i = 0; i < size; i++) {
      every += counts[i] * scores[i];
      eachDocument += documents[i] * scores[i];
      occurrences += counts[i];
      inDocuments += documents[i];
    }
    Law law = mark.profile().law();
    return new Sums(
        law.logTail(every, occurrences),
        law.logTail(eachDocument, inDocuments),
        tally(mark, scores, occurrences));
  }

  private double[] scores(Mark mark) {
    double[] scores = new double[size];
    double[] some = new double[Places.MOST];
    var block = new Places(tokens);
    for (int i = 0; i < size; i++) {
      block.add(from(i), at(i));
      if (block.size() == Places.MOST || i == size - 1) {
        mark.scores(block, some);
        System.arraycopy(some, 0, scores, i + 1 - block.size(), block.size());
        block.clear();
      }
    }
    return scores;
  }

  /// Ours: pairs that share a toss are one.
  private Tally tally(Mark mark, double[] scores, long occurrences) {
    boolean alone = mark.pairing().equals(Pairing.TOKENS);
    int[] weights = alone ? counts : tosses(mark.pairing());
    double once = 0;
    double weighted = 0;
    long[] of = new long[Weights.MOST + 1];
    for (int i = 0; i < size; i++) {
      int weight = Math.min(Weights.MOST, weights[i]);
      of[weight]++;
      once += weight > 0 ? scores[i] : 0;
      weighted += weight * scores[i];
    }
    List<Long> list = new ArrayList<>();
    for (int w = 1; w < of.length; w++) {
      list.add(of[w]);
    }
    return new Tally(mark.profile().law(), occurrences, 0, new Weights(list), once, weighted);
  }

  /// How often each toss occurs, at the first of its pairs; 0 at the others.
  private int[] tosses(Pairing pairing) {
    int[] weights = new int[size];
    var first = new LongIntMap();
    for (int i = 0; i < size; i++) {
      long toss = pairing.of(tokens, from(i), at(i));
      if (toss != Pairing.NONE) {
        int pair = first.getOrDefault(toss, i);
        if (pair == i) {
          first.put(toss, i);
        }
        weights[pair] += counts[i];
      }
    }
    return weights;
  }

  /// Logarithms of the chance of so high a score under a random key.
  ///
  /// @param everyOccurrence each occurrence a score of its own
  /// @param onceADocument each pair once a document, as engines' own detectors do
  /// @param ours each pair once
  record Sums(double everyOccurrence, double onceADocument, Tally ours) {}
}
