// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// An n-gram model over the tokens of a corpus, renumbered from 0 by their first place: what
/// followed the last one or two words, mixed with what followed the last one and with all words. It
/// has choices like text and no meaning. A temperature below 1 leaves it less choice, as an order
/// of 3 does.
final class NGrams {
  private static final double SMOOTH = 0.1;
  private static final double BACK = 0.3;

  private final int order;
  private final double sharpness;
  private final int[] words;
  private final double[] frequencies;
  private final double[] everywhere;
  private final Map<Long, int[]> followers = new HashMap<>();

  /// @param tokens of the corpus, at most
  /// @param order 2 or 3: words that the model looks at, with the next
  NGrams(List<int[]> documents, int tokens, int order, double temperature) {
    this.order = order;
    sharpness = 1 / temperature;
    Map<Integer, Integer> names = new LinkedHashMap<>();
    words =
        documents.stream()
            .flatMapToInt(Arrays::stream)
            .limit(tokens)
            .map(id -> names.computeIfAbsent(id, _ -> names.size()))
            .toArray();
    frequencies = new double[names.size()];
    for (int word : words) {
      frequencies[word] += 1.0 / words.length;
    }
    everywhere = Arrays.stream(frequencies).map(f -> Math.pow(SMOOTH * f, sharpness)).toArray();
    Map<Long, IntStream.Builder> lists = new HashMap<>();
    for (int i = 1; i + 1 < words.length; i++) {
      lists.computeIfAbsent(one(words[i]), _ -> IntStream.builder()).add(words[i + 1]);
      long both = two(words[i - 1], words[i]);
      lists.computeIfAbsent(both, _ -> IntStream.builder()).add(words[i + 1]);
    }
    lists.forEach((context, list) -> followers.put(context, list.build().toArray()));
  }

  private static long one(int last) {
    return -1L - last;
  }

  private static long two(int before, int last) {
    return ((long) before << 32) | last;
  }

  int size() {
    return frequencies.length;
  }

  double frequency(int word) {
    return frequencies[word];
  }

  /// The probabilities of the next word.
  double[] after(int before, int last) {
    Map<Integer, Double> known = new HashMap<>();
    int[] one = followers.getOrDefault(one(last), words);
    int[] two = order > 2 ? followers.get(two(before, last)) : null;
    mix(known, one, (1 - SMOOTH) * (two == null ? 1 : BACK));
    if (two != null) {
      mix(known, two, (1 - SMOOTH) * (1 - BACK));
    }
    double[] p = everywhere.clone();
    known.forEach((w, share) -> p[w] = Math.pow(share + SMOOTH * frequencies[w], sharpness));
    double sum = Arrays.stream(p).sum();
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static void mix(Map<Integer, Double> known, int[] next, double share) {
    for (int w : next) {
      known.merge(w, share / next.length, Double::sum);
    }
  }

  /// A word of the corpus.
  int any(SplittableRandom random) {
    return words[random.nextInt(words.length)];
  }

  /// The word that the model puts at a place.
  int fitting(int[] ids, int at, SplittableRandom random) {
    return Step.plain(after(at > 1 ? ids[at - 2] : 0, ids[at - 1]), random);
  }

  /// What people wrote, in the model's words.
  int[] written(int length, SplittableRandom random) {
    int begin = random.nextInt(words.length - length);
    return Arrays.copyOfRange(words, begin, begin + length);
  }

  /// Unmarked text.
  private int[] text(int length, SplittableRandom random) {
    int[] text = new int[length];
    text[0] = any(random);
    for (int i = 1; i < length; i++) {
      text[i] = fitting(text, i, random);
    }
    return text;
  }

  /// The mean entropy of the next word in its own text.
  double bits() {
    int[] text = text(400, new SplittableRandom(1));
    return IntStream.range(2, text.length)
        .mapToDouble(i -> entropy(after(text[i - 2], text[i - 1])))
        .average()
        .orElse(0);
  }

  private static double entropy(double[] p) {
    return Arrays.stream(p).filter(x -> x > 0).map(x -> -x * Math.log(x) / Math.log(2)).sum();
  }
}
