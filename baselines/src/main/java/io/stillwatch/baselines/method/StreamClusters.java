// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.method.Suspicion.Suspect;
import io.stillwatch.baselines.request.Embedding;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Suspects accounts of which most requests fall into clusters that many accounts feed.
final class StreamClusters implements Baseline {
  private static final double ALIKE = .6;
  private static final int MOST = 400;
  private static final int FEWEST_ACCOUNTS = 5;
  private static final int PRIOR = 10;
  private static final double HALF_LIFE = 86_400_000;

  @Override
  public String name() {
    return "stream-clusters";
  }

  @Override
  public String looksAt() {
    return "what share of an account's requests falls into clusters fed by many accounts";
  }

  @Override
  public String source() {
    return "micro-clusters after Cao et al., Density-Based Clustering over an Evolving Data Stream"
        + " with Noise (DenStream), SDM 2006; pooled over accounts as cross-account monitors do,"
        + " arXiv 2605.31593. Departs: the lightest of a fixed number of clusters makes room";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("alike", "cosine of at least " + ALIKE + " with the centre", "ours"),
        new Parameter("clusters", MOST + " at a time, half-life of a day", "ours"),
        new Parameter("fed by many", FEWEST_ACCOUNTS + " principals or more", "ours"),
        new Parameter("share", "requests in such clusters / (all + " + PRIOR + ")", "ours"));
  }

  @Override
  public Study begin() {
    return new Clusters();
  }

  /// A place where requests lie close.
  private static final class Cluster {
    final float[] sum = new float[Embedding.SIZE];
    final Map<Integer, Integer> fedBy = new HashMap<>();
    double weight;
    long at;

    double weightAt(long now) {
      return weight * Math.pow(.5, (now - at) / HALF_LIFE);
    }

    void add(Request request, float[] point) {
      double fading = Math.pow(.5, (request.at() - at) / HALF_LIFE);
      for (int i = 0; i < sum.length; i++) {
        sum[i] = (float) (sum[i] * fading) + point[i];
      }
      weight = weight * fading + 1;
      at = request.at();
      fedBy.merge(request.account(), 1, Integer::sum);
    }

    double cosine(float[] point) {
      return Embedding.dot(sum, point) / Math.sqrt(Embedding.dot(sum, sum));
    }
  }

  private static final class Clusters implements Study {
    private final List<Cluster> live = new ArrayList<>();
    private final List<Cluster> gone = new ArrayList<>();

    @Override
    public void take(Request request) {
      if (request.prompt().length() == 0) {
        return;
      }
      float[] point = request.prompt().embedding();
      nearest(point, request.at()).add(request, point);
    }

    private Cluster nearest(float[] point, long now) {
      Cluster nearest = new Cluster();
      double best = ALIKE;
      for (Cluster cluster : live) {
        double cosine = cluster.cosine(point);
        if (cosine >= best) {
          best = cosine;
          nearest = cluster;
        }
      }
      if (nearest.weight == 0) {
        nearest.at = now;
        live.add(nearest);
        makeRoom(now);
      }
      return nearest;
    }

    /// The newest has no weight yet and stays.
    private void makeRoom(long now) {
      if (live.size() > MOST) {
        int lightest = 0;
        for (int i = 1; i + 1 < live.size(); i++) {
          if (live.get(i).weightAt(now) < live.get(lightest).weightAt(now)) {
            lightest = i;
          }
        }
        gone.add(live.remove(lightest));
      }
    }

    @Override
    public Suspicion conclude(Roster roster) {
      List<Cluster> all = new ArrayList<>(gone);
      all.addAll(live);
      Map<Integer, Integer> inside = new HashMap<>();
      Map<Integer, Integer> largest = new HashMap<>();
      Map<Integer, Integer> group = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        Map<Integer, Integer> fedBy = all.get(i).fedBy;
        if (fedBy.keySet().stream().map(roster::principal).distinct().count() < FEWEST_ACCOUNTS) {
          continue;
        }
        int number = i;
        fedBy.forEach(
            (account, requests) -> {
              inside.merge(account, requests, Integer::sum);
              if (requests > largest.getOrDefault(account, 0)) {
                largest.put(account, requests);
                group.put(account, number);
              }
            });
      }
      SortedMap<Integer, Suspect> suspects = new TreeMap<>();
      inside.forEach(
          (account, requests) ->
              suspects.put(
                  account,
                  new Suspect(
                      requests / (double) (roster.requests(account) + PRIOR),
                      group.getOrDefault(account, Suspicion.ALONE))));
      return new Suspicion(suspects);
    }
  }
}
