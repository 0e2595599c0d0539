// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.Mix;
import java.util.Arrays;

/// A language model of counts: the next token after the last three, two and one, mixed as Jelinek
/// and Mercer do, each with weight `n / (n + 4)` of what the longer ones left. Learns in one pass,
/// and memorises: marks are inherited more strongly than by a neural model of use.
public final class NGram implements LanguageModel {
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

  @Override
  public NextToken after(int[] ids, int at) {
    var chances = new Mixture();
    double left = 1;
    for (int order = ORDERS; order > 0 && left > LEFT_OUT; order--) {
      left *= 1 - mix(chances, heads.getOrDefault(context(ids, at, order), 0), left);
    }
    if (chances.size == 0) {
      mix(chances, heads.getOrDefault(context(ids, 0, 1), 0), 1);
    }
    return chances.chances();
  }

  private double mix(Mixture chances, int head, double left) {
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

  /// Chances that are being added up, none twice.
  private static final class Mixture {
    private int[] tokens = new int[32];
    private double[] weights = new double[32];
    private final LongIntMap places = new LongIntMap(32);
    private int size;

    private void add(int token, double weight) {
      int place = places.getOrDefault(token, -1);
      if (place < 0) {
        if (size == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * size);
          weights = Arrays.copyOf(weights, 2 * size);
        }
        place = size++;
        places.put(token, place);
        tokens[place] = token;
      }
      weights[place] += weight;
    }

    private NextToken chances() {
      return NextToken.of(Arrays.copyOf(tokens, size), Arrays.copyOf(weights, size));
    }
  }
}
