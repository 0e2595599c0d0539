// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.Calibrators;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ToDoubleFunction;

/// Matched groups: for each member a principal of the same activity class, drawn from everybody.
/// The group's own members may be drawn too; leaving them out would make an extreme member look
/// rarer than it is. A statistic of the group is ranked among theirs (soft rank, EVIDENCE F4):
/// under exchangeability the e-value has mean 1 whatever the statistic. How many are drawn is fixed
/// beforehand: to stop early where the group does not stand out gave rare statistics a mean of 1.5.
final class Placebo {
  private static final int ALL = 499;

  /// For a group that stood before and is only looked after.
  private static final int AGAIN = 199;

  private static final int FEW = 99;

  private final Population population;

  Placebo(Population population) {
    this.population = population;
  }

  /// What the ranking found.
  ///
  /// @param typical median over placebo groups
  record Rank(double observed, double typical, double logE, int groups) {}

  Rank rank(Group group, ToDoubleFunction<int[]> statistic) {
    return rank(group, statistic, all(group), true);
  }

  /// Ranks the group among groups of the same size drawn from everybody, whatever their activity.
  Rank rankAmongAll(Group group, ToDoubleFunction<int[]> statistic) {
    return rank(group, statistic, all(group), false);
  }

  private static int all(Group group) {
    return group.candidate.reason() == Candidate.Reason.STOOD ? AGAIN : ALL;
  }

  /// The same with at most 99 placebo groups, for statistics that are dear.
  Rank rankFew(Group group, ToDoubleFunction<int[]> statistic) {
    return rank(group, statistic, FEW, true);
  }

  private Rank rank(Group group, ToDoubleFunction<int[]> statistic, int most, boolean matched) {
    double observed = statistic.applyAsDouble(group.members);
    var draw = new Draw(group.candidate.signature());
    int n = most;
    var values = new double[n];
    for (int b = 0; b < n; b++) {
      values[b] = statistic.applyAsDouble(sample(group.members, draw, matched));
    }
    double[] pooled = Arrays.copyOf(values, n + 1);
    pooled[n] = observed;
    Arrays.sort(pooled);
    double median = pooled[pooled.length / 2];
    double spread = spread(pooled, median);
    var scores = new double[n];
    for (int b = 0; b < n; b++) {
      scores[b] = score(values[b], median, spread);
    }
    double logE = Calibrators.logSoftRank(score(observed, median, spread), scores);
    return new Rank(observed, median, logE, n);
  }

  /// The transform is the same for all groups, the tested one included, so ranks stay exchangeable.
  private static double score(double value, double median, double spread) {
    return spread == 0 ? 1 : Math.exp(Math.clamp((value - median) / spread, -20, 20));
  }

  private static double spread(double[] sorted, double median) {
    var away = new double[sorted.length];
    double sum = 0;
    for (int i = 0; i < away.length; i++) {
      away[i] = Math.abs(sorted[i] - median);
      sum += away[i];
    }
    Arrays.sort(away);
    double mad = 1.4826 * away[away.length / 2];
    return Math.max(mad, sum / away.length / 2);
  }

  private int[] sample(int[] like, Draw draw, boolean matched) {
    var sample = new int[like.length];
    var taken = new BitSet();
    for (int m = 0; m < like.length; m++) {
      sample[m] = matched ? one(taken, population.stratum(like[m]), draw) : any(taken, draw);
      taken.set(sample[m]);
    }
    return sample;
  }

  private int any(BitSet taken, Draw draw) {
    int pick = draw.nextInt(population.size());
    for (int tries = 0; taken.get(pick) && tries < 64; tries++) {
      pick = draw.nextInt(population.size());
    }
    return pick;
  }

  private int one(BitSet taken, int stratum, Draw draw) {
    for (int reach = 0; reach < 64; reach++) {
      for (int side = -1; side <= 1; side += 2) {
        int s = stratum + side * reach;
        if (s >= 0 && s < 64) {
          int[] pool = population.stratumMembers(s);
          for (int tries = 0; pool.length > 0 && tries < 8; tries++) {
            int pick = pool[draw.nextInt(pool.length)];
            if (!taken.get(pick)) {
              return pick;
            }
          }
        }
      }
    }
    return draw.nextInt(population.size());
  }
}
