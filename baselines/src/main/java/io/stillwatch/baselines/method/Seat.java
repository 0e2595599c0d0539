// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Embedding;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Suspects accounts that ask for nearly the same again and again.
final class Seat implements Baseline {
  private static final int WINDOW = 500;
  private static final double ALIKE = .9;

  @Override
  public String name() {
    return "seat";
  }

  @Override
  public String looksAt() {
    return "pairs of nearly alike requests of one account";
  }

  @Override
  public String source() {
    return "Zhang, Chen and Wagner, SEAT: Similarity Encoder by Adversarial Training for Detecting"
        + " Model Extraction Attack Queries, AISec 2021. Departs: hashed n-grams in place of a"
        + " trained encoder";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("alike", "cosine of at least " + ALIKE, "ours; the paper trains for it"),
        new Parameter("window", WINDOW + " newest requests", "ours, for speed"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Map<Integer, Deque<float[]>> newest = new HashMap<>();
      private final Map<Integer, Double> pairs = new HashMap<>();

      @Override
      public void take(Request request) {
        if (request.prompt().length() == 0) {
          return;
        }
        float[] point = request.prompt().embedding();
        Deque<float[]> window = newest.computeIfAbsent(request.account(), _ -> new ArrayDeque<>());
        for (float[] other : window) {
          if (Embedding.dot(point, other) >= ALIKE) {
            pairs.merge(request.account(), 1.0, Double::sum);
          }
        }
        window.add(point);
        if (window.size() > WINDOW) {
          window.remove();
        }
      }

      @Override
      public Suspicion conclude(Roster roster) {
        return Suspicion.alone(pairs);
      }
    };
  }
}
