// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Accounts and the things they touch, as a graph that gives up its densest blocks one by one.
final class Bipartite {
  /// Keeps rare things from weighing without bound (FRAUDAR).
  private static final double DAMPING = 5;

  /// A block of accounts and things.
  ///
  /// @param accounts its accounts
  /// @param density weight of its ties by the number of its accounts and things
  record Block(BitSet accounts, double density) {}

  private record Weighed(int node, double weight) {}

  private static final Comparator<Weighed> LIGHTEST_FIRST =
      Comparator.comparingDouble(Weighed::weight).thenComparingInt(Weighed::node);

  private final int accounts;
  private final List<List<Integer>> neighbours = new ArrayList<>();
  private final double[] weightOf;

  /// Nodes below `accounts` are accounts, the others things.
  Bipartite(int accounts, List<Touches.Holding> things) {
    this.accounts = accounts;
    weightOf = new double[accounts + things.size()];
    for (int node = 0; node < weightOf.length; node++) {
      neighbours.add(new ArrayList<>());
    }
    int thing = accounts;
    for (Touches.Holding holding : things) {
      weightOf[thing] = 1 / Math.log(DAMPING + holding.accounts().size());
      for (int account : holding.accounts()) {
        neighbours.get(thing).add(account);
        neighbours.get(account).add(thing);
      }
      thing++;
    }
  }

  /// Takes away the lightest node again and again, and keeps the densest of all that was left over
  /// (FRAUDAR): at least half as dense as the densest there is. Its ties are removed, so that the
  /// next block is another.
  Block takeDensest() {
    int[] order = peel();
    BitSet block = new BitSet();
    double density = densest(order, block);
    for (int node = block.nextSetBit(0); node >= 0; node = block.nextSetBit(node + 1)) {
      neighbours.get(node).removeIf(block::get);
    }
    block.clear(accounts, weightOf.length);
    return new Block(block, density);
  }

  /// Nodes in the order in which they are taken away.
  private int[] peel() {
    double[] weight = new double[weightOf.length];
    PriorityQueue<Weighed> queue = new PriorityQueue<>(LIGHTEST_FIRST);
    for (int node = 0; node < weight.length; node++) {
      for (int other : neighbours.get(node)) {
        weight[node] += tie(node, other);
      }
      queue.add(new Weighed(node, weight[node]));
    }
    int[] order = new int[weight.length];
    int taken = 0;
    boolean[] gone = new boolean[weight.length];
    for (Weighed next = queue.poll(); next != null; next = queue.poll()) {
      int node = next.node();
      if (gone[node] || next.weight() != weight[node]) {
        continue; // an entry from before its weight fell
      }
      gone[node] = true;
      order[taken++] = node;
      for (int other : neighbours.get(node)) {
        if (!gone[other]) {
          weight[other] -= tie(node, other);
          queue.add(new Weighed(other, weight[other]));
        }
      }
    }
    return order;
  }

  /// Puts the nodes back in reverse order and fills `block` with the densest set on the way.
  private double densest(int[] order, BitSet block) {
    BitSet in = new BitSet();
    double weight = 0;
    double best = 0;
    int size = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      in.set(order[i]);
      for (int other : neighbours.get(order[i])) {
        weight += in.get(other) ? tie(order[i], other) : 0;
      }
      double density = weight / (order.length - i);
      if (density > best) {
        best = density;
        size = order.length - i;
      }
    }
    Arrays.stream(order, order.length - size, order.length).forEach(block::set);
    return best;
  }

  private double tie(int a, int b) {
    return weightOf[Math.max(a, b)];
  }
}
