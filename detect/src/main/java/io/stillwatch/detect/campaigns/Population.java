// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongIntMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All principals that were active, with their accounts, numbered 0..n-1 in the order of the key of
/// their first account.
final class Population {
  private final List<List<Portrait>> accounts = new ArrayList<>();
  private final LongIntMap index = new LongIntMap();
  private final long[] exchanges;
  private final int[][] strata;
  private final Caps caps;

  Population(Board board) {
    for (long key : board.portraits.sortedKeys()) {
      Portrait p = board.portraits.get(key);
      if (p != null) {
        int i = index.getOrDefault(p.principal(), -1);
        if (i < 0) {
          i = accounts.size();
          index.put(p.principal(), i);
          accounts.add(new ArrayList<>(1));
        }
        accounts.get(i).add(p);
      }
    }
    exchanges = new long[accounts.size()];
    for (int i = 0; i < exchanges.length; i++) {
      for (Portrait p : accounts.get(i)) {
        exchanges[i] += p.exchanges();
      }
    }
    strata = stratify();
    caps = new Caps(this);
  }

  private int[][] stratify() {
    var lists = new ArrayList<int[]>();
    for (int s = 0; s < 64; s++) {
      int stratum = s;
      int[] members =
          java.util.stream.IntStream.range(0, size()).filter(i -> stratum(i) == stratum).toArray();
      lists.add(members);
    }
    return lists.toArray(int[][]::new);
  }

  int size() {
    return accounts.size();
  }

  /// Number of a principal; -1 when it was never active.
  int of(long principal) {
    return index.getOrDefault(principal, -1);
  }

  /// Numbers of those of some principals that were active.
  IntSet of(Hashes principals) {
    var numbers = new IntSet.Collector();
    for (int m = 0; m < principals.size(); m++) {
      int i = of(principals.get(m));
      if (i >= 0) {
        numbers.add(i);
      }
    }
    return numbers.toSet();
  }

  List<Portrait> accounts(int i) {
    return accounts.get(i);
  }

  /// The account that stands for a principal in graphs and signup tests: its first.
  Portrait face(int i) {
    return accounts.get(i).getFirst();
  }

  long exchanges(int i) {
    return exchanges[i];
  }

  /// Exchanges of a group.
  long exchanges(IntSet group) {
    return group.stream().mapToLong(this::exchanges).sum();
  }

  /// Pieces of work, at least 1.
  long works(int i) {
    return Math.max(1, sum(i, Portrait::works));
  }

  /// Whether a principal keeps reaching the rate cap of its plan.
  boolean capped(int i) {
    return caps.reaches(i);
  }

  /// Activity class: matched placebo groups are drawn within it.
  int stratum(int i) {
    return 64 - Long.numberOfLeadingZeros(exchanges[i]);
  }

  /// Principals of one activity class.
  int[] stratumMembers(int stratum) {
    return strata[stratum];
  }

  /// Active hours of a principal in the four weeks up to `now`, the bitmaps of its accounts joined.
  void hours(int i, long now, long[] into) {
    Arrays.fill(into, 0);
    for (Portrait p : accounts.get(i)) {
      p.hours(now, into);
    }
  }

  double share(int i, java.util.function.ToLongFunction<Portrait> count) {
    long sum = 0;
    for (Portrait p : accounts.get(i)) {
      sum += count.applyAsLong(p);
    }
    return exchanges[i] == 0 ? 0 : Math.min(1, (double) sum / exchanges[i]);
  }

  long sum(int i, java.util.function.ToLongFunction<Portrait> count) {
    long sum = 0;
    for (Portrait p : accounts.get(i)) {
      sum += count.applyAsLong(p);
    }
    return sum;
  }
}
