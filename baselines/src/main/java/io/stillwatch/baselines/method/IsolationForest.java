// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import com.amazon.randomcutforest.RandomCutForest;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Suspects accounts that few cuts tell from all others.
final class IsolationForest implements Baseline {
  private static final int TREES = 100;
  private static final int SAMPLE = 256;
  private static final long SEED = 20_081_215;

  @Override
  public String name() {
    return "isolation-forest";
  }

  @Override
  public String looksAt() {
    return "how unusual an account is in rate, hours, lengths, models, addresses and scaffolds";
  }

  @Override
  public String source() {
    return "Liu, Ting and Zhou, Isolation Forest, ICDM 2008, in the form of Guha et al., Robust"
        + " Random Cut Forest Based Anomaly Detection on Streams, ICML 2016, as Amazon's library"
        + " has it. Departs: cuts fall on a feature by its range, not evenly";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("trees", TREES + "", "Liu et al."),
        new Parameter("sample", SAMPLE + " accounts a tree, no decay", "Liu et al."),
        new Parameter("features", Habits.SIZE + ", each scaled to deviation 1", "ours"),
        new Parameter("seed", SEED + "", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Map<Integer, Habits> habits = new TreeMap<>();

      @Override
      public void take(Request request) {
        habits.computeIfAbsent(request.account(), _ -> new Habits()).add(request);
      }

      @Override
      public Suspicion conclude(Roster roster) {
        List<float[]> points = new ArrayList<>();
        habits.values().forEach(h -> points.add(h.features()));
        scale(points);
        RandomCutForest forest =
            RandomCutForest.builder()
                .dimensions(Habits.SIZE)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .timeDecay(0)
                .outputAfter(1)
                .randomSeed(SEED)
                .parallelExecutionEnabled(false)
                .build();
        points.forEach(forest::update);
        Map<Integer, Double> scores = new HashMap<>();
        int i = 0;
        for (int account : habits.keySet()) {
          scores.put(account, forest.getAnomalyScore(points.get(i++)));
        }
        return Suspicion.alone(scores);
      }
    };
  }

  /// Gives every feature mean 0 and deviation 1.
  private static void scale(List<float[]> points) {
    for (int f = 0; f < Habits.SIZE; f++) {
      int feature = f;
      double mean = points.stream().mapToDouble(p -> p[feature]).average().orElse(0);
      double variance =
          points.stream().mapToDouble(p -> Math.pow(p[feature] - mean, 2)).average().orElse(0);
      double deviation = Math.max(1e-9, Math.sqrt(variance));
      points.forEach(p -> p[feature] = (float) ((p[feature] - mean) / deviation));
    }
  }
}
