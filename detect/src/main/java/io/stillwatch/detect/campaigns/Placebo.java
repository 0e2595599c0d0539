// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.MatchedRank;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Matched groups: for each member a principal of the same activity class, drawn from everybody.
/// The group's own members may be drawn too; leaving them out would make an extreme member look
/// rarer than it is. A statistic of the group is ranked among theirs (soft rank, EVIDENCE F4):
/// under exchangeability the e-value has mean 1 whatever the statistic.
final class Placebo {
  private static final int FIRST = MatchedRank.FIRST;

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
  private List<Double> drawnLast = List.of();

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
    /// The logarithm of the e-value where the statistic counts things.
    double ofCount() {
      return new MatchedRank(observed, typical, logE, groups).logEOfCount();
    }

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

  /// The first groups always, the rest where those leave it open that the group stands out.
  private Rank rank(Group group, ToDoubleFunction<int[]> statistic, int most, boolean everybody) {
    double observed = statistic.applyAsDouble(group.members);
    var draw = new Draw(group.candidate.signature());
    double[] values = new double[FIRST];
    for (int n = 0; n < FIRST; n++) {
      values[n] = statistic.applyAsDouble(sample(group.members, draw, everybody));
    }
    boolean few = most == FIRST;
    if (!few && MatchedRank.goesOn(observed, values)) {
      values = Arrays.copyOf(values, most);
      for (int n = FIRST; n < most; n++) {
        values[n] = statistic.applyAsDouble(sample(group.members, draw, everybody));
      }
    }
    drawnLast = Arrays.stream(values).boxed().toList();
    MatchedRank rank =
        few ? MatchedRank.few(observed, values) : MatchedRank.staged(observed, values);
    return new Rank(observed, rank.typical(), rank.logE(), rank.groups());
  }

  /// What the matched groups had, of the statistic that was ranked last, in the order drawn.
  List<Double> drawnLast() {
    return drawnLast;
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
