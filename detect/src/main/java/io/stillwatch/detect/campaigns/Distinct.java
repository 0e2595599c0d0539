// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongObjectMap;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Leaves out candidates that have nearly the same members as an earlier one. Near sets are found
/// by minima of their members (Broder 1997), so not every pair is compared.
final class Distinct {
  /// Candidates that are looked at.
  static final int MOST = 1500;

  private static final double NEAR = 0.95;

  private Distinct() {}

  static List<Candidate> of(List<Candidate> all) {
    var kept = new ArrayList<Candidate>();
    var bands = new LongObjectMap<List<Candidate>>();
    for (Candidate c : all) {
      long[] least = minima(c.members());
      boolean fresh = kept.size() < MOST;
      for (int b = 0; fresh && b < least.length; b++) {
        for (Candidate k : bands.getOrDefault(Mix.of(least[b], b), List.of())) {
          fresh &= !near(k.members(), c.members());
        }
      }
      if (fresh) {
        kept.add(c);
        for (int b = 0; b < least.length; b++) {
          bands.computeIfAbsent(Mix.of(least[b], b), key -> new ArrayList<>()).add(c);
        }
      }
    }
    return kept;
  }

  /// Sets with Jaccard index J agree in each of the eight minima with probability J.
  private static long[] minima(IntSet members) {
    var least = new long[8];
    Arrays.fill(least, -1L);
    for (int m = 0; m < members.size(); m++) {
      for (int k = 0; k < least.length; k++) {
        long h = Mix.of(members.get(m), k);
        least[k] = Long.compareUnsigned(h, least[k]) < 0 ? h : least[k];
      }
    }
    return least;
  }

  private static boolean near(IntSet a, IntSet b) {
    int sizeA = a.size();
    int sizeB = b.size();
    if (Math.min(sizeA, sizeB) < NEAR * Math.max(sizeA, sizeB)) {
      return false;
    }
    int common = a.common(b);
    return common >= NEAR * (sizeA + sizeB - common);
  }
}
