// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Step;
import io.stillwatch.stats.Logs;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// L3: the sum of `p(v) (s(c, v) - E s)` over served contexts c and the tokens v whose chances a
/// suspect told. Under a random key its mean is 0 and its variance `sum p^2 Var s`, exactly. Not
/// for two threads.
public final class Chances {
  private static final double[] STAKES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7};

  private final List<Mark> marks;
  private final Law law;
  private final int window;
  private final LongSet contexts = new LongSet(1 << 10);
  private final double[] sums;
  private final double[] cumulants = new double[STAKES.length];
  private double weight;
  private double squares;

  Chances(List<Mark> marks) {
    this.marks = marks;
    law = marks.getFirst().profile().law();
    window = marks.getFirst().profile().reach().window();
    sums = new double[marks.size()];
  }

  void add(int[] prefix, Map<Integer, Double> next) {
    int from = Math.max(0, prefix.length - window);
    long context = (long) prefix.length - from;
    for (int i = from; i < prefix.length; i++) {
      context = Mix.of(context, prefix[i]);
    }
    if (prefix.length < window || !contexts.add(context)) {
      return;
    }
    next.forEach((token, p) -> weigh(Math.min(1, p)));
    for (int m = 0; m < sums.length; m++) {
      Step step = marks.get(m).after(prefix, from, prefix.length);
      for (Map.Entry<Integer, Double> one : next.entrySet()) {
        sums[m] += Math.min(1, one.getValue()) * step.score(one.getKey());
      }
    }
  }

  private void weigh(double p) {
    weight += p;
    squares += p * p;
    for (int i = 0; i < STAKES.length; i++) {
      cumulants[i] += law.cumulant(stake(i) * p);
    }
  }

  private double stake(int i) {
    return STAKES[i] * (Double.isInfinite(law.limit()) ? 1 : law.limit());
  }

  /// What was summed under one mark.
  Sum sum(int mark) {
    double[] bets = new double[STAKES.length];
    Arrays.setAll(bets, i -> stake(i) * sums[mark] - cumulants[i]);
    double excess = sums[mark] - weight * law.slope(0);
    double spread = Math.sqrt(squares * law.curvature(0));
    return new Sum(
        contexts.size(), weight, excess, spread, contexts.size() == 0 ? 0 : Logs.logMeanExp(bets));
  }

  /// @param contexts how many served contexts
  /// @param weight the sum of all chances told
  /// @param excess the sum above its mean under a random key
  /// @param spread its standard deviation under a random key
  /// @param logE the logarithm of the e-value
  public record Sum(long contexts, double weight, double excess, double spread, double logE) {
    /// Standard deviations above the mean; 0 where nothing was told.
    public double z() {
      return spread == 0 ? 0 : excess / spread;
    }
  }
}
