// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.lineage.compare.Comparison.Effect;
import io.stillwatch.lineage.compare.Comparison.Standing;
import io.stillwatch.stats.CoinPairs;
import io.stillwatch.stats.SignedRank;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Leans towards a teacher in one trait: of the suspect first and then of each control, on each
/// prompt or probe; not a number where one cannot be compared.
final class Leans {
  /// A mean over few prompts counts as if so many more had shown nothing.
  private static final int SHRINK = 5;

  private final double[][] byRole;
  private final double[] means;
  private final double[] z;

  Leans(double[][] byRole) {
    this(byRole, Arrays.stream(byRole).mapToDouble(Leans::mean).toArray());
  }

  private Leans(double[][] byRole, double[] means) {
    this.byRole = byRole;
    this.means = means;
    double mean = Arrays.stream(means).average().orElse(0);
    double spread = spread(means);
    z = Arrays.stream(means).map(m -> spread == 0 ? 0 : (m - mean) / spread).toArray();
  }

  /// The mean over traits of standardised leans, and on each prompt, then on each probe, the sum of
  /// leans, each in units of its trait's spread.
  static Leans together(Map<Trait, Leans> traits, int roles) {
    int probes = units(traits, true);
    int prompts = units(traits, false);
    var sums = new double[roles][prompts + probes];
    var means = new double[roles];
    traits.forEach(
        (trait, leans) -> {
          leans.addTo(sums, trait == Trait.PREFERENCES ? prompts : 0);
          Arrays.setAll(means, x -> means[x] + leans.z[x] / traits.size());
        });
    return new Leans(sums, means);
  }

  private static int units(Map<Trait, Leans> traits, boolean probes) {
    return traits.entrySet().stream()
        .filter(one -> probes == (one.getKey() == Trait.PREFERENCES))
        .mapToInt(one -> one.getValue().byRole[0].length)
        .findFirst()
        .orElse(0);
  }

  private void addTo(double[][] sums, int from) {
    double spread = spread(means);
    for (int x = 0; x < sums.length; x++) {
      for (int i = 0; i < byRole[x].length; i++) {
        double lean = byRole[x][i];
        sums[x][from + i] += Double.isNaN(lean) ? 0 : lean / spread;
      }
    }
  }

  private static double mean(double[] leans) {
    double sum = 0;
    int there = 0;
    for (double lean : leans) {
      if (!Double.isNaN(lean)) {
        sum += lean;
        there++;
      }
    }
    return there == 0 ? 0 : sum / (there + SHRINK);
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return sum / values.length < 1e-18 ? 0 : Math.sqrt(sum / values.length);
  }

  /// Whether any two models differ.
  boolean differ() {
    return spread(means) > 0;
  }

  /// Mean leans with mean 0 and spread 1 over all roles.
  double[] z() {
    return z;
  }

  /// With the sign test over prompts.
  Standing standing(List<String> controls) {
    return standing(controls, ahead -> CoinPairs.signP(count(ahead, 1), count(ahead, -1)));
  }

  /// With signed ranks, for few.
  Standing ranked(List<String> controls) {
    return standing(controls, SignedRank::p);
  }

  private Standing standing(List<String> controls, ToDoubleFunction<double[]> test) {
    int nearest = IntStream.range(1, z.length).reduce(1, (best, x) -> z[x] > z[best] ? x : best);
    double[] ahead = ahead(nearest).toArray();
    return new Standing(
        z[0],
        Arrays.stream(z).skip(1).boxed().toList(),
        Arrays.stream(z).filter(one -> one >= z[0]).count() / (double) z.length,
        controls.get(nearest - 1),
        count(ahead, 1),
        count(ahead, -1),
        test.applyAsDouble(ahead));
  }

  private static long count(double[] values, int sign) {
    return Arrays.stream(values).filter(v -> Math.signum(v) == sign).count();
  }

  /// How much further the suspect leans than that control, on each prompt on which both can be
  /// compared.
  private DoubleStream ahead(int control) {
    return IntStream.range(0, byRole[0].length)
        .mapToDouble(i -> byRole[0][i] - byRole[control][i])
        .filter(d -> !Double.isNaN(d));
  }

  Effect effect() {
    double[] more =
        IntStream.range(0, byRole[0].length)
            .mapToDouble(i -> byRole[0][i] - ofControls(i))
            .filter(d -> !Double.isNaN(d))
            .toArray();
    double mean = Arrays.stream(more).average().orElse(0);
    double squares = Arrays.stream(more).map(d -> (d - mean) * (d - mean)).sum();
    double error = more.length < 2 ? 0 : Math.sqrt(squares / (more.length - 1.0) / more.length);
    return new Effect(mean, 1.96 * error, more.length);
  }

  private double ofControls(int prompt) {
    double sum = 0;
    int there = 0;
    for (int x = 1; x < byRole.length; x++) {
      double lean = byRole[x][prompt];
      sum += Double.isNaN(lean) ? 0 : lean;
      there += Double.isNaN(lean) ? 0 : 1;
    }
    return there == 0 ? 0 : sum / there;
  }

  /// On which prompt the suspect is ahead of every control by most, and so on; at most `many`.
  List<Integer> tellingPrompts(int many) {
    return IntStream.range(0, byRole[0].length)
        .filter(i -> lead(i) > 0)
        .boxed()
        .sorted((a, b) -> Double.compare(lead(b), lead(a)))
        .limit(many)
        .toList();
  }

  private double lead(int prompt) {
    double best =
        IntStream.range(1, byRole.length)
            .mapToDouble(x -> byRole[x][prompt])
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(0);
    return byRole[0][prompt] - best;
  }
}
