// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.LongObjectMap;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.UnionFind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Scaffolds held by much the same principals, put together: the places of one scaffold, and its
/// variants where everybody uses all of them. Whoever used one of a cluster is in its group.
final class Templates {
  private static final int SKETCH = 8;

  /// Scaffolds of one band that others are compared with.
  private static final int BAND_MOST = 64;

  private final Holdings holdings;
  private final BitSet eligible;
  private final LongObjectMap<long[]> sketches = new LongObjectMap<>();

  /// @param eligible scaffolds that may bring principals together
  Templates(Holdings holdings, BitSet eligible) {
    this.holdings = holdings;
    this.eligible = eligible;
  }

  /// Scaffolds in one cluster, the one with most uses first.
  record Cluster(List<Integer> scaffolds, BitSet users, long uses) {}

  /// Clusters in which every scaffold has a twin whose holders agree by at least this Jaccard
  /// index. Twins are found by minima of their holder sets, two at a time from 0.7 on and one at a
  /// time below (Broder 1997), so not every pair is compared.
  List<Cluster> at(double jaccard) {
    int rows = jaccard >= 0.7 ? 2 : 1;
    var groups = new UnionFind(holdings.size());
    var bands = new LongObjectMap<List<Integer>>();
    for (int a = eligible.nextSetBit(0); a >= 0; a = eligible.nextSetBit(a + 1)) {
      long[] least = sketches.computeIfAbsent(a, key -> minima((int) key));
      for (int b = 0; b < least.length; b += rows) {
        long key = Mix.of(rows == 1 ? least[b] : Mix.of(least[b], least[b + 1]), b);
        List<Integer> band = bands.computeIfAbsent(key, k -> new ArrayList<>());
        for (int twin : band) {
          if (groups.find(a) != groups.find(twin) && jaccard(a, twin) >= jaccard) {
            groups.union(a, twin);
          }
        }
        if (band.size() < BAND_MOST) {
          band.add(a);
        }
      }
    }
    return clusters(groups);
  }

  private List<Cluster> clusters(UnionFind groups) {
    var place = new LongIntMap();
    var scaffolds = new ArrayList<List<Integer>>();
    for (int a = eligible.nextSetBit(0); a >= 0; a = eligible.nextSetBit(a + 1)) {
      int c = place.getOrDefault(groups.find(a), -1);
      if (c < 0) {
        c = scaffolds.size();
        place.put(groups.find(a), c);
        scaffolds.add(new ArrayList<>());
      }
      scaffolds.get(c).add(a);
    }
    return scaffolds.stream().map(this::cluster).toList();
  }

  private Cluster cluster(List<Integer> scaffolds) {
    var users = new BitSet();
    long most = 0;
    for (int s = 0; s < scaffolds.size(); s++) {
      int a = scaffolds.get(s);
      long uses = 0;
      for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
        int n = Artefact.nominating(holdings.uses[p]);
        uses += n;
        users.set(holdings.holder[p], users.get(holdings.holder[p]) || n > 0);
      }
      if (uses > most) {
        most = uses;
        scaffolds.set(s, scaffolds.getFirst());
        scaffolds.set(0, a);
      }
    }
    return new Cluster(scaffolds, users, most);
  }

  private long[] minima(int a) {
    var least = new long[SKETCH];
    java.util.Arrays.fill(least, -1L);
    for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
      if (Artefact.nominating(holdings.uses[p]) > 0) {
        for (int k = 0; k < SKETCH; k++) {
          long h = Mix.of(holdings.holder[p], k);
          least[k] = Long.compareUnsigned(h, least[k]) < 0 ? h : least[k];
        }
      }
    }
    return least;
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
