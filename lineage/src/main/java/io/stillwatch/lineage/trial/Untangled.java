// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.stats.Mix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which of the contexts that we served can be asked about in one test.
///
/// A served prefix depends on the key: each of its tokens was chosen by the scores at the context
/// before it. So does whatever a suspect answers to it. That does no harm as long as the contexts
/// can be put into an order in which every answer is settled before the scores at its own context
/// are looked at: the factors of the e-value are then a martingale, and their product has a mean of
/// at most 1 for whoever does not know the key. There is such an order unless context A stands
/// inside of a prefix that ends in B, and B, over however many steps, inside of one that ends in A.
/// Of each such circle the context that is in most others' way is left out. A prefix that holds its
/// own context is a circle by itself: it shows who won there, and is left out alone. What is left
/// out follows from the prefixes alone, and from no answer.
final class Untangled {
  private final List<Node> nodes = new ArrayList<>();
  private final Deque<Node> free = new ArrayDeque<>();
  private int left;

  /// One context, with all prefixes that end in it.
  private static final class Node {
    private final int place;
    private final List<Integer> prefixes = new ArrayList<>();
    private final TreeSet<Integer> needs = new TreeSet<>();
    private final TreeSet<Integer> needed = new TreeSet<>();
    private boolean settled;
    private boolean dropped;

    Node(int place) {
      this.place = place;
    }

    long inTheWay() {
      return (long) needs.size() * needed.size();
    }
  }

  private Untangled() {}

  /// @param prefixes token ids
  /// @param window of the mark, in tokens
  /// @return the places in the list of prefixes to ask about
  static BitSet of(List<int[]> prefixes, int window) {
    var one = new Untangled();
    one.lay(prefixes, window);
    one.settle();
    var kept = new BitSet(prefixes.size());
    one.nodes.stream().filter(n -> !n.dropped).forEach(n -> n.prefixes.forEach(kept::set));
    return kept;
  }

  private void lay(List<int[]> prefixes, int window) {
    Map<Long, Integer> ends = new HashMap<>();
    for (int i = 0; i < prefixes.size(); i++) {
      int[] ids = prefixes.get(i);
      if (holdsItsOwn(ids, window)) {
        continue;
      }
      int node = ends.computeIfAbsent(context(ids, window, ids.length), c -> nodes.size());
      if (node == nodes.size()) {
        nodes.add(new Node(node));
      }
      nodes.get(node).prefixes.add(i);
    }
    for (int b = 0; b < nodes.size(); b++) {
      for (int prefix : nodes.get(b).prefixes) {
        int[] ids = prefixes.get(prefix);
        for (int at = window; at < ids.length; at++) {
          tie(ends.getOrDefault(context(ids, window, at), b), b);
        }
      }
    }
  }

  private static boolean holdsItsOwn(int[] ids, int window) {
    long own = context(ids, window, ids.length);
    for (int at = window; at < ids.length; at++) {
      if (context(ids, window, at) == own) {
        return true;
      }
    }
    return false;
  }

  /// The answer at `b` depends on the scores at `a`.
  private void tie(int a, int b) {
    if (a != b) {
      nodes.get(b).needs.add(a);
      nodes.get(a).needed.add(b);
    }
  }

  private static long context(int[] ids, int window, int end) {
    int from = Math.max(0, end - window);
    long hash = (long) end - from;
    for (int i = from; i < end; i++) {
      hash = Mix.of(hash, ids[i]);
    }
    return hash;
  }

  private void settle() {
    left = nodes.size();
    nodes.stream().filter(n -> n.needs.isEmpty()).forEach(free::add);
    while (left > 0) {
      Node next = free.isEmpty() ? inTheWay() : free.poll();
      if (!next.settled) {
        settle(next);
      }
    }
  }

  private Node inTheWay() {
    Node most =
        nodes.stream()
            .filter(n -> !n.settled)
            .max(Comparator.comparingLong(Node::inTheWay))
            .orElseThrow();
    most.dropped = true;
    return most;
  }

  private void settle(Node node) {
    node.settled = true;
    left--;
    for (int b : node.needed) {
      Node waiting = nodes.get(b);
      waiting.needs.remove(node.place);
      if (waiting.needs.isEmpty()) {
        free.add(waiting);
      }
    }
    for (int a : node.needs) {
      nodes.get(a).needed.remove(node.place);
    }
  }
}
