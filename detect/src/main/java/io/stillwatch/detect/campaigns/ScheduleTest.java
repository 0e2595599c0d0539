// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Family;
import java.util.Arrays;
import java.util.Optional;

/// E6: members active in the same hours, beyond what everybody's rhythm explains: dispersion of the
/// number of active members by hour around the population's share, ranked among matched groups.
final class ScheduleTest implements Test {
  private static final int WORDS = (Portrait.HOURS + 63) / 64;

  private final Placebo placebo;
  private final long[][] hours;
  private final double[] everybody = new double[Portrait.HOURS];

  /// Active members by hour, of the group at hand.
  private final int[] active = new int[Portrait.HOURS];

  ScheduleTest(Population population, long now, Placebo placebo) {
    this.placebo = placebo;
    hours = new long[population.size()][WORDS];
    double all = 0;
    for (int i = 0; i < hours.length; i++) {
      population.hours(i, now, hours[i]);
      for (int h = 0; h < Portrait.HOURS; h++) {
        long bit = (hours[i][h >> 6] >>> h) & 1;
        everybody[h] += bit;
        all += bit;
      }
    }
    for (int h = 0; h < everybody.length; h++) {
      everybody[h] /= Math.max(1, all);
    }
  }

  @Override
  public Family family() {
    return Family.E6;
  }

  @Override
  public Optional<Term> look(Group group) {
    Placebo.Rank rank = placebo.rank(group, this::dispersion);
    return Optional.of(
        rank.term(
            Family.E6,
            "dispersion of active members by hour",
            "members are active in the same hours: dispersion "
                + Term.number(rank.observed())
                + " against "
                + Term.number(rank.typical())
                + " in matched groups of strangers",
            group));
  }

  private double dispersion(int[] members) {
    Arrays.fill(active, 0);
    long total = 0;
    for (int i : members) {
      for (int w = 0; w < WORDS; w++) {
        for (long bits = hours[i][w]; bits != 0; bits &= bits - 1) {
          active[w * 64 + Long.numberOfTrailingZeros(bits)]++;
          total++;
        }
      }
    }
    double sum = 0;
    int n = 0;
    for (int h = 0; h < active.length; h++) {
      if (everybody[h] > 0) {
        double expected = total * everybody[h];
        sum += (active[h] - expected) * (active[h] - expected) / (expected + 0.5);
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }
}
