// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.model.Family;
import java.util.Arrays;
import java.util.BitSet;

/// The flow events of one family between active principals, by giver and by taker, in flat arrays.
final class Passings {
  final int[] from;
  final int[] to;
  final long[] item;
  final boolean[] pasted;
  private final int[] givenStart;
  private final int[] given;
  private final int[] takenStart;
  private final int[] taken;

  Passings(Family family, Board board, Population population) {
    int n = 0;
    var a = new int[board.flows.size()];
    var b = new int[a.length];
    var items = new long[a.length];
    var pastes = new boolean[a.length];
    for (Flow flow : board.flows) {
      int giver = population.of(flow.from());
      int taker = population.of(flow.to());
      if (flow.family() == family && giver >= 0 && taker >= 0) {
        a[n] = giver;
        b[n] = taker;
        pastes[n] = flow.pasted();
        items[n++] = flow.item();
      }
    }
    from = Arrays.copyOf(a, n);
    to = Arrays.copyOf(b, n);
    item = Arrays.copyOf(items, n);
    pasted = Arrays.copyOf(pastes, n);
    givenStart = new int[population.size() + 1];
    takenStart = new int[population.size() + 1];
    given = index(from, givenStart);
    taken = index(to, takenStart);
  }

  private static int[] index(int[] end, int[] start) {
    for (int i : end) {
      start[i + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    int[] next = Arrays.copyOf(start, start.length - 1);
    var order = new int[end.length];
    for (int f = 0; f < end.length; f++) {
      order[next[end[f]]++] = f;
    }
    return order;
  }

  int size() {
    return from.length;
  }

  /// What to do with the number of a flow event.
  interface Visit {
    void at(int flow);
  }

  /// Every flow event within a set, once.
  void within(BitSet set, Visit visit) {
    for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
      for (int g = givenStart[i]; g < givenStart[i + 1]; g++) {
        if (set.get(to[given[g]])) {
          visit.at(given[g]);
        }
      }
    }
  }

  /// Every flow event between one principal and a set.
  void between(int i, BitSet set, Visit visit) {
    for (int g = givenStart[i]; g < givenStart[i + 1]; g++) {
      if (set.get(to[given[g]])) {
        visit.at(given[g]);
      }
    }
    for (int t = takenStart[i]; t < takenStart[i + 1]; t++) {
      if (set.get(from[taken[t]])) {
        visit.at(taken[t]);
      }
    }
  }

  /// Flows of the nominating half that touch a member of a set: those within the set and those
  /// across its border. Members that a flow within touches are marked.
  int[] ends(int i, BitSet set, BitSet touched) {
    var counts = new int[2];
    for (int g = givenStart[i]; g < givenStart[i + 1]; g++) {
      count(given[g], i, to[given[g]], set, touched, counts);
    }
    for (int t = takenStart[i]; t < takenStart[i + 1]; t++) {
      count(taken[t], i, from[taken[t]], set, touched, counts);
    }
    return counts;
  }

  private void count(int flow, int i, int other, BitSet set, BitSet touched, int[] counts) {
    if (nominates(flow)) {
      boolean within = set.get(other);
      counts[within ? 0 : 1]++;
      if (within) {
        touched.set(i);
      }
    }
  }

  boolean nominates(int flow) {
    return Shard.nominates(item[flow]);
  }
}
