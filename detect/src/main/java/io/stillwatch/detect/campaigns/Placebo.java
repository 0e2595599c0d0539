// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.stats.Calibrators;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Fusion;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// Matched groups: for each member a principal of the same activity class, drawn from everybody.
/// The group's own members may be drawn too; leaving them out would make an extreme member look
/// rarer than it is. A statistic of the group is ranked among theirs (soft rank, EVIDENCE F4):
/// under exchangeability the e-value has mean 1 whatever the statistic.
final class Placebo {
  private static final int FIRST = 99;

  /// Draws from one class before the next is tried.
  private static final int TRIES = 8;

  private static final int ALL = 499;

  /// For a group that stood before and is only looked after.
  private static final int AGAIN = 199;

  private static final int FEW = 99;

  private final Population population;

  /// For each principal the number of the last sample it was drawn for.
  private final int[] drawn;

  private int samples;

  /// Principals that groups of honest accounts are not drawn from.
  private final boolean[] suspect;

  Placebo(Population population) {
    this.population = population;
    drawn = new int[population.size()];
    suspect = new boolean[population.size()];
  }

  /// What the ranking found.
  ///
  /// @param typical median over placebo groups
  record Rank(double observed, double typical, double logE, int groups) {
    /// What a family says of a group by its rank alone.
    Term term(Family family, String statistic, String says, Group group) {
      return new Term(
          family,
          statistic,
          observed,
          typical,
          logE,
          says,
          "exchangeable with " + groups + " groups of other principals of the same activity class",
          group.size());
    }
  }

  Rank rank(Group group, ToDoubleFunction<int[]> statistic) {
    return rank(group, statistic, all(group), true);
  }

  /// Ranks the group among matched groups of accounts that no group under suspicion holds (EVIDENCE
  /// F6).
  Rank rankAmongHonest(Group group, ToDoubleFunction<int[]> statistic) {
    return rank(group, statistic, all(group), false);
  }

  /// Notes who is under suspicion.
  void suspect(PlaceboRecord record) {
    for (int i = 0; i < suspect.length; i++) {
      suspect[i] = record.suspects(population.face(i).principal());
    }
  }

  /// A matched group of anybody.
  int[] anybody(int[] like, Draw draw) {
    return sample(like, draw, true);
  }

  /// A matched group of accounts that no group under suspicion holds.
  int[] honest(int[] like, Draw draw) {
    return sample(like, draw, false);
  }

  /// Share of a group that is under suspicion.
  double suspected(Group group) {
    int n = 0;
    for (int i : group.members) {
      n += suspect[i] ? 1 : 0;
    }
    return n / (double) Math.max(1, group.size());
  }

  private static int all(Group group) {
    return group.candidate.reason() == Candidate.Reason.STOOD ? AGAIN : ALL;
  }

  /// The same with at most 99 placebo groups, for statistics that are dear.
  Rank rankFew(Group group, ToDoubleFunction<int[]> statistic) {
    return rank(group, statistic, FEW, true);
  }

  /// Half of the e-value comes from the first 99 groups, half from all. Where the first show that
  /// the group does not stand out, the second half is not looked at and counts as 0; to stop and
  /// take the first alone for the whole would give rare statistics a mean of 1.5.
  private Rank rank(Group group, ToDoubleFunction<int[]> statistic, int most, boolean everybody) {
    double observed = statistic.applyAsDouble(group.members);
    var draw = new Draw(group.candidate.signature());
    var values = new double[most];
    int above = 0;
    for (int n = 0; n < FIRST; n++) {
      values[n] = statistic.applyAsDouble(sample(group.members, draw, everybody));
      above += values[n] >= observed ? 1 : 0;
    }
    Rank first = among(observed, Arrays.copyOf(values, FIRST));
    if (most == FIRST) {
      return first;
    }
    double half = first.logE - Math.log(2);
    if (above > 2) {
      return new Rank(observed, first.typical, half, FIRST);
    }
    for (int n = FIRST; n < most; n++) {
      values[n] = statistic.applyAsDouble(sample(group.members, draw, everybody));
    }
    Rank all = among(observed, values);
    double logE = Fusion.average(new double[] {first.logE, all.logE});
    return new Rank(observed, all.typical, logE, most);
  }

  private static Rank among(double observed, double[] values) {
    int n = values.length;
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

  /// For each of `like` a principal of its activity class, or of the nearest that has one left.
  private int[] sample(int[] like, Draw draw, boolean everybody) {
    var sample = new int[like.length];
    samples++;
    for (int m = 0; m < like.length; m++) {
      sample[m] = one(population.stratum(like[m]), draw, everybody);
      drawn[sample[m]] = samples;
    }
    return sample;
  }

  private int one(int stratum, Draw draw, boolean everybody) {
    for (int reach = 0; reach < 64; reach++) {
      for (int side = -1; side <= 1; side += 2) {
        int s = stratum + side * reach;
        if (s >= 0 && s < 64) {
          int[] pool = population.stratumMembers(s);
          for (int tries = 0; pool.length > 0 && tries < TRIES; tries++) {
            int pick = pool[draw.nextInt(pool.length)];
            if (drawn[pick] != samples && (everybody || !suspect[pick])) {
              return pick;
            }
          }
        }
      }
    }
    return draw.nextInt(population.size());
  }
}
