// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.stats.LongIntMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// How alike the answers of all models to one prompt are: a square of numbers, symmetric. The
/// diagonal means nothing, and not a number is where two cannot be compared.
final class Alike {
  private final int models;
  private final float[] square;

  /// Whether what all have in common is taken out already.
  private boolean common;

  private Alike(int models) {
    this.models = models;
    square = new float[models * models];
  }

  float of(int a, int b) {
    return square[a * models + b];
  }

  /// How much nearer `one` is to `teacher` than to the mean of the others; not a number where the
  /// two cannot be compared.
  ///
  /// @param roles `one` and the others
  double lean(int one, int teacher, int[] roles) {
    int row = one * models;
    if (common) {
      return square[row + teacher];
    }
    double sum = 0;
    int counted = 0;
    for (int other : roles) {
      float like = square[row + other];
      if (other != one && !Float.isNaN(like)) {
        sum += like;
        counted++;
      }
    }
    return square[row + teacher] - (counted == 0 ? 0 : sum / counted);
  }

  private void add(int a, int b, double more) {
    square[a * models + b] += (float) more;
    square[b * models + a] += (float) more;
  }

  /// The cosine of sets of features, each weighing the logarithm of how few models show it. What
  /// more than half of them show weighs nothing.
  ///
  /// @param sets hashes of the features of each model's answer, none twice
  static Alike rarely(List<long[]> sets) {
    int models = sets.size();
    var alike = new Alike(models);
    var numbers = new LongIntMap(1024);
    List<List<Integer>> holders = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      for (long feature : sets.get(m)) {
        int number = numbers.getOrDefault(feature, -1);
        if (number < 0) {
          number = holders.size();
          numbers.put(feature, number);
          holders.add(new ArrayList<>(2));
        }
        holders.get(number).add(m);
      }
    }
    double[] norms = new double[models];
    for (List<Integer> who : holders) {
      alike.shared(who, norms);
    }
    alike.normalise(norms);
    return alike;
  }

  private void shared(List<Integer> who, double[] norms) {
    if (2 * who.size() > models && who.size() > 2) {
      return;
    }
    double weight = Math.log((models + 1.0) / who.size());
    for (int i = 0; i < who.size(); i++) {
      norms[who.get(i)] += weight * weight;
      for (int j = i + 1; j < who.size(); j++) {
        add(who.get(i), who.get(j), weight * weight);
      }
    }
  }

  private void normalise(double[] norms) {
    for (int a = 0; a < models; a++) {
      for (int b = 0; b < models; b++) {
        double norm = Math.sqrt(norms[a] * norms[b]);
        square[a * models + b] = norm == 0 ? 0 : (float) (square[a * models + b] / norm);
      }
    }
  }

  /// The product of how far each is from the mean: positive where two leave it on the same side.
  ///
  /// @param shows 1 where a model's answer shows the trait, else 0
  static Alike together(double[] shows) {
    var alike = new Alike(shows.length);
    double mean = mean(shows);
    for (int a = 0; a < shows.length; a++) {
      for (int b = a + 1; b < shows.length; b++) {
        alike.add(a, b, (shows[a] - mean) * (shows[b] - mean));
      }
    }
    return alike;
  }

  /// Among those that have something: 1 where two have the same, else 0, minus how often two have;
  /// so that having much counts for nothing.
  ///
  /// @param held by each model; empty where it has nothing
  static Alike agreeing(List<Optional<String>> held) {
    int models = held.size();
    var alike = new Alike(models);
    double pairs = 0;
    double same = 0;
    for (int a = 0; a < models; a++) {
      for (int b = a + 1; b < models; b++) {
        boolean both = held.get(a).isPresent() && held.get(b).isPresent();
        boolean equal = held.get(a).equals(held.get(b));
        alike.add(a, b, both ? equal ? 1 : 0 : Double.NaN);
        pairs += both ? 1 : 0;
        same += both && equal ? 1 : 0;
      }
    }
    for (int i = 0; i < models * models; i++) {
      alike.square[i] -= (float) (same / Math.max(1, pairs));
    }
    alike.common = true;
    return alike;
  }

  /// Of repeated answers: the sum over kinds of answer of the product of how far the roots of two
  /// models' shares are from the mean root. Roots make rare and frequent kinds vary alike
  /// (Hellinger).
  ///
  /// @param counts of each model's answers by kind
  static Alike preferring(List<SortedMap<String, Integer>> counts) {
    var alike = new Alike(counts.size());
    var kinds = new TreeSet<String>();
    counts.forEach(one -> kinds.addAll(one.keySet()));
    for (String kind : kinds) {
      double[] roots = counts.stream().mapToDouble(one -> Math.sqrt(share(one, kind))).toArray();
      alike.addAll(together(roots));
    }
    return alike;
  }

  private static double share(SortedMap<String, Integer> counts, String kind) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0 ? 0 : counts.getOrDefault(kind, 0) / (double) all;
  }

  private void addAll(Alike other) {
    for (int i = 0; i < square.length; i++) {
      square[i] += other.square[i];
    }
  }

  /// Minus the mean distance of measures, each in units of its spread over the models, cut at 3.
  ///
  /// @param measures of each model's answer
  static Alike near(List<double[]> measures) {
    int models = measures.size();
    var alike = new Alike(models);
    int length = measures.getFirst().length;
    for (int k = 0; k < length; k++) {
      double[] z = standard(measures, k);
      for (int a = 0; a < models; a++) {
        for (int b = a + 1; b < models; b++) {
          alike.add(a, b, -Math.abs(z[a] - z[b]) / length);
        }
      }
    }
    return alike;
  }

  private static double[] standard(List<double[]> measures, int k) {
    double[] z = measures.stream().mapToDouble(one -> one[k]).toArray();
    double mean = mean(z);
    double spread = 0;
    for (double v : z) {
      spread += (v - mean) * (v - mean);
    }
    spread = Math.sqrt(spread / z.length);
    for (int i = 0; i < z.length; i++) {
      z[i] = spread == 0 ? 0 : Math.clamp((z[i] - mean) / spread, -3, 3);
    }
    return z;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }
}
