// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.model.Family;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.Mix;
import java.util.Arrays;

/// The flow events of one family between active principals, by giver and by taker, in flat arrays.
final class Passings {
  private static final long DAY = 86_400_000;

  final int[] from;
  final int[] to;
  final long[] item;
  final boolean[] pasted;
  final long[] at;

  /// A name for two principals and a day: what passed between them that day in one go.
  final long[] visit;

  private final int[] givenStart;
  private final int[] given;
  private final int[] takenStart;
  private final int[] taken;

  /// Whether the halves are kept apart.
  private final boolean split;

  Passings(Family family, Board board, Population population) {
    this(family, board, population, true);
  }

  Passings(Family family, Board board, Population population, boolean split) {
    this.split = split;
    int n = 0;
    var a = new int[board.flows.size()];
    var b = new int[a.length];
    var items = new long[a.length];
    var pastes = new boolean[a.length];
    var times = new long[a.length];
    var visits = new long[a.length];
    for (Flow flow : board.flows) {
      int giver = population.of(flow.from());
      int taker = population.of(flow.to());
      if (flow.family() == family && giver >= 0 && taker >= 0) {
        a[n] = giver;
        b[n] = taker;
        pastes[n] = flow.pasted();
        times[n] = flow.at();
        long two = Mix.of(Math.min(giver, taker), Math.max(giver, taker));
        visits[n] = Mix.of(two, Math.floorDiv(flow.at(), DAY));
        items[n++] = flow.item();
      }
    }
    from = Arrays.copyOf(a, n);
    to = Arrays.copyOf(b, n);
    item = Arrays.copyOf(items, n);
    pasted = Arrays.copyOf(pastes, n);
    at = Arrays.copyOf(times, n);
    visit = Arrays.copyOf(visits, n);
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
  void within(IntSet set, Visit visit) {
    for (int m = 0; m < set.size(); m++) {
      int i = set.get(m);
      for (int g = givenStart[i]; g < givenStart[i + 1]; g++) {
        if (set.contains(to[given[g]])) {
          visit.at(given[g]);
        }
      }
    }
  }

  /// Every flow event between one principal and a set.
  void between(int i, IntSet set, Visit visit) {
    for (int g = givenStart[i]; g < givenStart[i + 1]; g++) {
      if (set.contains(to[given[g]])) {
        visit.at(given[g]);
      }
    }
    for (int t = takenStart[i]; t < takenStart[i + 1]; t++) {
      if (set.contains(from[taken[t]])) {
        visit.at(taken[t]);
      }
    }
  }

  /// Whom a principal passed things to or got things from, once for each flow.
  int[] partners(int i) {
    int gave = givenStart[i + 1] - givenStart[i];
    var partners = new int[gave + takenStart[i + 1] - takenStart[i]];
    for (int g = 0; g < gave; g++) {
      partners[g] = to[given[givenStart[i] + g]];
    }
    for (int t = gave; t < partners.length; t++) {
      partners[t] = from[taken[takenStart[i] + t - gave]];
    }
    return partners;
  }

  /// Flows of the nominating half that touch a member of a set: those within the set and those
  /// across its border.
  int[] ends(int i, IntSet set) {
    var counts = new int[2];
    for (int g = givenStart[i]; g < givenStart[i + 1]; g++) {
      count(given[g], to[given[g]], set, counts);
    }
    for (int t = takenStart[i]; t < takenStart[i + 1]; t++) {
      count(taken[t], from[taken[t]], set, counts);
    }
    return counts;
  }

  private void count(int flow, int other, IntSet set, int[] counts) {
    if (nominates(flow)) {
      counts[set.contains(other) ? 0 : 1]++;
    }
  }

  /// Share of all things that a flow that testifies comes from.
  double testingShare() {
    return split ? 0.5 : 1;
  }

  boolean testifies(int flow) {
    return !split || !Shard.nominates(item[flow]);
  }

  boolean nominates(int flow) {
    return !split || Shard.nominates(item[flow]);
  }
}
