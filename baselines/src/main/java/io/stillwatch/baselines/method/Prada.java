// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Embedding;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Suspects accounts whose requests keep distances that are not normally distributed.
final class Prada implements Baseline {
  private static final int FEWEST = 100;
  private static final int EVERY = 25;
  private static final int MOST = 1_000;
  private static final double OUTLIER = 3;

  @Override
  public String name() {
    return "prada";
  }

  @Override
  public String looksAt() {
    return "how far the distances between an account's requests are from a normal distribution";
  }

  @Override
  public String source() {
    return "Juuti et al., PRADA: Protecting Against DNN Model Stealing Attacks, EuroS&P 2019."
        + " Departs: there are no classes, so one growing set an account; hashed n-grams in place of"
        + " pixels";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("fewest", FEWEST + " distances", "the paper"),
        new Parameter("outliers", "beyond " + OUTLIER + " standard deviations", "the paper"),
        new Parameter("tested", "every " + EVERY + " requests, up to " + MOST, "ours, for speed"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Map<Integer, Stream> streams = new HashMap<>();

      @Override
      public void take(Request request) {
        if (request.prompt().length() > 0) {
          streams
              .computeIfAbsent(request.account(), _ -> new Stream())
              .take(request.prompt().embedding());
        }
      }

      @Override
      public Suspicion conclude(Roster roster) {
        Map<Integer, Double> scores = new HashMap<>();
        streams.forEach((account, stream) -> scores.put(account, 1 - stream.leastNormal));
        return Suspicion.alone(scores);
      }
    };
  }

  /// The requests of one account.
  private static final class Stream {
    private final List<float[]> growing = new ArrayList<>();
    private final List<Double> distances = new ArrayList<>();
    private double threshold;
    private double leastNormal = 1;

    void take(float[] point) {
      if (distances.size() >= MOST) {
        return;
      }
      if (growing.isEmpty()) {
        growing.add(point);
        return;
      }
      double nearest = Double.MAX_VALUE;
      for (float[] other : growing) {
        nearest = Math.min(nearest, Embedding.distance(point, other));
      }
      distances.add(nearest);
      if (nearest > threshold) {
        growing.add(point);
        Moments moments = Moments.of(distances);
        threshold = Math.max(threshold, moments.mean() - moments.deviation());
      }
      if (distances.size() >= FEWEST && distances.size() % EVERY == 0) {
        leastNormal = Math.min(leastNormal, normality());
      }
    }

    private double normality() {
      Moments moments = Moments.of(distances);
      double[] kept =
          distances.stream()
              .mapToDouble(Double::doubleValue)
              .filter(d -> Math.abs(d - moments.mean()) <= OUTLIER * moments.deviation())
              .toArray();
      Arrays.sort(kept);
      return ShapiroWilk.w(kept);
    }
  }

  private record Moments(double mean, double deviation) {
    static Moments of(List<Double> values) {
      double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      return new Moments(mean, Math.sqrt(squares / Math.max(1, values.size())));
    }
  }
}
