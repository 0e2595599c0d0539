// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.method.Suspicion.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Single linkage. Ties join accounts from the strongest on; an account's score is the strength at
/// which it first stands in a cluster that is large enough. Cutting at a score gives the clusters
/// of that strength, except that two which were large enough before they met stay two.
final class Linkage {
  private record Tie(int from, int to, double strength) {}

  private static final Comparator<Tie> STRONGEST_FIRST =
      Comparator.comparingDouble(Tie::strength)
          .reversed()
          .thenComparingInt(Tie::from)
          .thenComparingInt(Tie::to);

  /// Accounts that are joined, and their group once there are enough of them.
  private static final class Cluster {
    final List<Integer> accounts = new ArrayList<>();
    int group = Suspicion.ALONE;

    Cluster(int account) {
      accounts.add(account);
    }
  }

  private final List<Tie> ties = new ArrayList<>();

  void tie(int from, int to, double strength) {
    ties.add(new Tie(from, to, strength));
  }

  /// @param least accounts of a cluster that is large enough, at least 2
  Suspicion clusters(int least) {
    SortedMap<Integer, Suspect> suspects = new TreeMap<>();
    Map<Integer, Cluster> clusters = new HashMap<>();
    ties.sort(STRONGEST_FIRST);
    for (Tie tie : ties) {
      Cluster from = clusters.computeIfAbsent(tie.from(), Cluster::new);
      Cluster to = clusters.computeIfAbsent(tie.to(), Cluster::new);
      if (from != to) {
        Cluster joined = join(from, to);
        joined.accounts.forEach(account -> clusters.put(account, joined));
        if (joined.accounts.size() >= least) {
          suspect(joined, tie.strength(), suspects);
        }
      }
    }
    return new Suspicion(suspects);
  }

  private static Cluster join(Cluster a, Cluster b) {
    Cluster large = a.accounts.size() >= b.accounts.size() ? a : b;
    Cluster small = large == a ? b : a;
    large.accounts.addAll(small.accounts);
    if (large.group == Suspicion.ALONE) {
      large.group = small.group;
    }
    return large;
  }

  private static void suspect(
      Cluster cluster, double strength, SortedMap<Integer, Suspect> suspects) {
    if (cluster.group == Suspicion.ALONE) {
      cluster.group = cluster.accounts.getFirst();
    }
    for (int account : cluster.accounts) {
      suspects.putIfAbsent(account, new Suspect(strength, cluster.group));
    }
  }
}
