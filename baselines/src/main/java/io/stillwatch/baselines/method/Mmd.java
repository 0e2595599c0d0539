// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Embedding;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Suspects accounts whose requests are distributed unlike everybody's.
final class Mmd implements Baseline {
  private static final List<Integer> WINDOWS = List.of(100, 200, 500, 1_000, 1_500);
  private static final int FAIR = 200;

  @Override
  public String name() {
    return "mmd";
  }

  @Override
  public String looksAt() {
    return "the distance of an account's requests from everybody's";
  }

  @Override
  public String source() {
    return "maximum mean discrepancy on query embeddings, arXiv 2606.05725. Departs: hashed n-grams"
        + " in place of a language model; the reference is the log itself, not a history known to be"
        + " honest; random features (Rahimi and Recht, NIPS 2007) in place of all pairs";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("windows", WINDOWS + " requests, end to end", "the paper's sizes"),
        new Parameter("kernel", "Gaussian, bandwidth 1", "ours: unit vectors lie 1.4 apart"),
        new Parameter("features", RandomFeatures.SIZE + "", "ours"),
        new Parameter("reference", "the first " + FAIR + " requests of each account", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final RandomFeatures features = new RandomFeatures(Embedding.SIZE, 1, 20_070_612);
      private final Map<Integer, List<Mean>> open = new HashMap<>();
      private final Map<Integer, List<Mean>> full = new HashMap<>();
      private final Map<Integer, Integer> seen = new HashMap<>();
      private final Mean reference = new Mean(Integer.MAX_VALUE);

      @Override
      public void take(Request request) {
        float[] point = features.of(request.prompt().embedding());
        List<Mean> windows = open.computeIfAbsent(request.account(), _ -> windows());
        for (int i = 0; i < windows.size(); i++) {
          Mean window = windows.get(i);
          window.add(point);
          if (window.isFull()) {
            full.computeIfAbsent(request.account(), _ -> new ArrayList<>()).add(window);
            windows.set(i, new Mean(window.most));
          }
        }
        if (seen.merge(request.account(), 1, Integer::sum) <= FAIR) {
          reference.add(point);
        }
      }

      @Override
      public Suspicion conclude(Roster roster) {
        Map<Integer, Double> scores = new HashMap<>();
        full.forEach(
            (account, windows) ->
                scores.put(
                    account,
                    windows.stream().mapToDouble(w -> w.discrepancy(reference)).max().orElse(0)));
        return Suspicion.alone(scores);
      }
    };
  }

  private static List<Mean> windows() {
    return new ArrayList<>(WINDOWS.stream().map(Mean::new).toList());
  }

  /// The mean of up to `most` points.
  private static final class Mean {
    final int most;
    private final double[] sum = new double[RandomFeatures.SIZE];
    int count;

    Mean(int most) {
      this.most = most;
    }

    void add(float[] point) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += point[i];
      }
      count++;
    }

    boolean isFull() {
      return count == most;
    }

    /// Squared discrepancy from the reference, corrected for the size of this window: 0 on average
    /// for a window that is a sample of the reference. A point's kernel with itself is 1.
    double discrepancy(Mean reference) {
      double distance = 0;
      double length = 0;
      for (int i = 0; i < sum.length; i++) {
        double own = sum[i] / count;
        double by = own - reference.sum[i] / reference.count;
        distance += by * by;
        length += own * own;
      }
      return distance - (1 - length) / (count - 1);
    }
  }
}
