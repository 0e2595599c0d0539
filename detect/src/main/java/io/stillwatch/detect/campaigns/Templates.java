// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.UnionFind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Scaffolds held by much the same principals, put together: the places of one scaffold, and its
/// variants where everybody uses all of them. Whoever used one of a cluster is in its group.
final class Templates {
  private static final int SKETCH = 8;

  /// Scaffolds of one band that others are compared with.
  private static final int BAND_MOST = 64;

  private final Holdings holdings;

  /// Scaffolds that may bring principals together, ascending.
  private final int[] eligible;

  /// For each of them the least hashes of its users, [#SKETCH] at a time.
  private final long[] sketches;

  /// @param eligible scaffolds that may bring principals together
  Templates(Holdings holdings, IntSet eligible) {
    this.holdings = holdings;
    this.eligible = eligible.toArray();
    sketches = new long[this.eligible.length * SKETCH];
    Arrays.fill(sketches, -1L);
    for (int e = 0; e < this.eligible.length; e++) {
      sketch(this.eligible[e], e * SKETCH);
    }
  }

  private void sketch(int a, int at) {
    for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
      if (Artefact.nominating(holdings.uses[p]) > 0) {
        for (int k = 0; k < SKETCH; k++) {
          long h = Mix.of(holdings.holder[p], k);
          sketches[at + k] = Long.compareUnsigned(h, sketches[at + k]) < 0 ? h : sketches[at + k];
        }
      }
    }
  }

  /// Scaffolds in one cluster, the one with most uses first.
  record Cluster(List<Integer> scaffolds, IntSet users, long uses) {}

  /// Clusters in which every scaffold has a twin whose holders agree by at least this Jaccard
  /// index. Twins are found by minima of their holder sets, two at a time from 0.7 on and one at a
  /// time below (Broder 1997), so not every pair is compared.
  List<Cluster> at(double jaccard) {
    int rows = jaccard >= 0.7 ? 2 : 1;
    var groups = new UnionFind(eligible.length);
    for (int b = 0; b < SKETCH; b += rows) {
      band(b, rows, jaccard, groups);
    }
    return clusters(groups);
  }

  /// Joins the twins among the first [#BAND_MOST] scaffolds with the same minima, and those that
  /// come after to them.
  private void band(int b, int rows, double jaccard, UnionFind groups) {
    var newest = new LongIntMap(); // 1 + the scaffold of a band that came last
    var count = new LongIntMap();
    var before = new int[eligible.length];
    for (int e = 0; e < eligible.length; e++) {
      long least = sketches[e * SKETCH + b];
      long key = rows == 1 ? least : Mix.of(least, sketches[e * SKETCH + b + 1]);
      int last = newest.getOrDefault(key, 0);
      for (int twin = last - 1; twin >= 0; twin = before[twin] - 1) {
        boolean apart = groups.find(e) != groups.find(twin);
        if (apart && jaccard(eligible[e], eligible[twin]) >= jaccard) {
          groups.union(e, twin);
        }
      }
      if (count.getOrDefault(key, 0) < BAND_MOST) {
        count.increment(key);
        before[e] = last;
        newest.put(key, e + 1);
      }
    }
  }

  private List<Cluster> clusters(UnionFind groups) {
    var place = new int[eligible.length];
    var scaffolds = new ArrayList<List<Integer>>();
    for (int e = 0; e < eligible.length; e++) {
      int root = groups.find(e);
      if (place[root] == 0) {
        scaffolds.add(new ArrayList<>(1));
        place[root] = scaffolds.size();
      }
      scaffolds.get(place[root] - 1).add(eligible[e]);
    }
    return scaffolds.stream().map(this::cluster).toList();
  }

  private Cluster cluster(List<Integer> scaffolds) {
    var users = new IntSet.Collector();
    long most = 0;
    for (int s = 0; s < scaffolds.size(); s++) {
      int a = scaffolds.get(s);
      long uses = 0;
      for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
        int n = Artefact.nominating(holdings.uses[p]);
        uses += n;
        if (n > 0) {
          users.add(holdings.holder[p]);
        }
      }
      if (uses > most) {
        most = uses;
        scaffolds.set(s, scaffolds.getFirst());
        scaffolds.set(0, a);
      }
    }
    return new Cluster(scaffolds, users.toSet(), most);
  }

  /// How much the users in the nominating half agree.
  private double jaccard(int a, int b) {
    int i = holdings.start[a];
    int j = holdings.start[b];
    int common = 0;
    int all = 0;
    while (i < holdings.start[a + 1] || j < holdings.start[b + 1]) {
      int left = i < holdings.start[a + 1] ? holdings.holder[i] : Integer.MAX_VALUE;
      int right = j < holdings.start[b + 1] ? holdings.holder[j] : Integer.MAX_VALUE;
      boolean inA = left <= right && Artefact.nominating(holdings.uses[i]) > 0;
      boolean inB = right <= left && Artefact.nominating(holdings.uses[j]) > 0;
      common += inA && inB ? 1 : 0;
      all += inA || inB ? 1 : 0;
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
    return all == 0 ? 0 : (double) common / all;
  }
}
