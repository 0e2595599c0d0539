// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.UnionFind;
import java.util.Arrays;

/// A weighted undirected graph of principals, and its communities by label propagation (Raghavan,
/// Albert, Kumara 2007), in a fixed order so that the same graph always splits the same way. A
/// single stray edge between two groups does not join them.
final class Communities {
  private static final int ROUNDS = 20;

  private final int nodes;
  private final LongIntMap weights = new LongIntMap();

  Communities(int nodes) {
    this.nodes = nodes;
  }

  /// Adds to the weight between two principals.
  void join(int a, int b, int weight) {
    if (a != b) {
      weights.add((long) Math.min(a, b) * nodes + Math.max(a, b), weight);
    }
  }

  UnionFind find() {
    long[] edges = weights.sortedKeys();
    var start = new int[nodes + 1];
    for (long edge : edges) {
      start[(int) (edge / nodes) + 1]++;
      start[(int) (edge % nodes) + 1]++;
    }
    for (int i = 0; i < nodes; i++) {
      start[i + 1] += start[i];
    }
    int[] next = Arrays.copyOf(start, nodes);
    var target = new int[2 * edges.length];
    var weight = new int[2 * edges.length];
    for (long edge : edges) {
      int a = (int) (edge / nodes);
      int b = (int) (edge % nodes);
      int w = weights.getOrDefault(edge, 0);
      weight[next[a]] = w;
      target[next[a]++] = b;
      weight[next[b]] = w;
      target[next[b]++] = a;
    }
    return join(propagate(start, target, weight));
  }

  private int[] propagate(int[] start, int[] target, int[] weight) {
    var label = new int[nodes];
    Arrays.setAll(label, i -> i);
    var votes = new int[nodes];
    boolean moved = true;
    for (int round = 0; moved && round < ROUNDS; round++) {
      moved = false;
      for (int i = 0; i < nodes; i++) {
        int best = strongest(i, start, target, weight, label, votes);
        moved |= best != label[i];
        label[i] = best;
      }
    }
    return label;
  }

  /// The label with most weight among the neighbours; of equals the present one, then by rank.
  ///
  /// @param votes by label, all 0 between calls
  private static int strongest(
      int i, int[] start, int[] target, int[] weight, int[] label, int[] votes) {
    int best = label[i];
    int most = 0;
    for (int e = start[i]; e < start[i + 1]; e++) {
      int candidate = label[target[e]];
      int vote = votes[candidate] += weight[e];
      boolean tie = vote == most && best != label[i] && rank(i, candidate) < rank(i, best);
      if (vote > most || tie || (vote == most && candidate == label[i])) {
        most = vote;
        best = candidate;
      }
    }
    for (int e = start[i]; e < start[i + 1]; e++) {
      votes[label[target[e]]] = 0;
    }
    return best;
  }

  /// Order among equal labels, different for every node: were it the same for all, the least label
  /// would run through the graph before communities have formed.
  private static long rank(int node, int label) {
    return Mix.of(node, label);
  }

  private UnionFind join(int[] label) {
    var groups = new UnionFind(nodes);
    for (int i = 0; i < nodes; i++) {
      groups.union(i, label[i]);
    }
    return groups;
  }
}
