// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.stats.LongIntMap;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Plain reasons why strangers' work may be evenly split: a class has so many exercises each, staff
/// has its office hours, an agent runs once a night. E5 cannot tell these from a dealt work list,
/// so a group that shows one is not named for its evenness alone.
final class Plain {
  private static final int HOURS = Portrait.HOURS;
  private static final int ACTIVE_LEAST = 6;

  /// Excess of the members' own daily rhythm over the group's, in squared mean resultant length.
  private static final double OWN_RHYTHM = 0.15;

  /// Share of the activity in the busiest tenth of the hours.
  private static final double BURST = 0.6;

  /// Activity on a day of the weekend beside a working day, below which people have a weekend off.
  private static final double WEEKEND = 0.3;

  private static final double INSTITUTION = 0.5;
  private static final int INSTITUTION_LEAST = 10;
  private static final int DAYS_LEAST = 3;

  /// Share of the work in the quietest six hours of the day from which on it does not rest at
  /// night.
  private static final double NIGHT = 0.1;

  private final Population population;
  private final long now;

  /// How many principals have a mail domain, and a network.
  private final LongIntMap mail = new LongIntMap();

  private final LongIntMap network = new LongIntMap();

  Plain(Population population, long now) {
    this.population = population;
    this.now = now;
    for (int i = 0; i < population.size(); i++) {
      mail.increment(mail(population.face(i)));
      network.increment(network(population.face(i)));
    }
  }

  private static long mail(Portrait p) {
    return p.facts().mail();
  }

  private static long network(Portrait p) {
    return p.facts().network();
  }

  /// A plain reason why evenness names nobody.
  ///
  /// @param even whether it explains evenness, as a timer does; else the members are people after
  ///   all, or too little was seen
  record Reason(String words, boolean even) {
    static Optional<Reason> ofEven(String words) {
      return Optional.of(new Reason(words, true));
    }

    static Optional<Reason> ofOther(String words) {
      return Optional.of(new Reason(words, false));
    }
  }

  /// Whether a group has something that makes strangers even, and so tells nothing of how uneven
  /// strangers are without it.
  boolean evens(Group group) {
    return reason(group).filter(Reason::even).isPresent();
  }

  /// The first plain reason found.
  Optional<Reason> reason(Group group) {
    if (common(group, Plain::mail, mail) || common(group, Plain::network, network)) {
      return Reason.ofEven(
          "most members share one or two mail domains or networks that hardly anybody else has, as those"
              + " of a school, a firm or a course do");
    }
    return rhythm(group).or(() -> dealing(group));
  }

  private Optional<Reason> dealing(Group group) {
    var dealing = Dealing.of(group, population, now);
    var turns = Turns.of(group, population, now);
    return dealing.even() && turns.taken() ? Optional.empty() : dealing.reason().or(turns::reason);
  }

  /// Whether one or two values of a trait that hardly anybody outside has cover half of the
  /// members, ten or more each: domains or networks of their own, no public ones. A school or a
  /// firm has one or two; ten accounts here and ten there are how a pool is spread.
  private boolean common(Group group, ToLongFunction<Portrait> trait, LongIntMap all) {
    var inside = new LongIntMap();
    for (int i : group.members) {
      inside.increment(trait.applyAsLong(population.face(i)));
    }
    int most = 0;
    int second = 0;
    for (long value : inside.sortedKeys()) {
      int n = inside.getOrDefault(value, 0);
      if (value != 0 && n >= INSTITUTION_LEAST && n * 2 >= all.getOrDefault(value, 0)) {
        second = Math.max(second, Math.min(most, n));
        most = Math.max(most, n);
      }
    }
    return most + second >= INSTITUTION * group.size();
  }

  private Optional<Reason> rhythm(Group group) {
    var byHour = new int[HOURS];
    var day = new double[24];
    double own = 0;
    int asked = 0;
    for (int i : group.members) {
      var hours = new long[(HOURS + 63) / 64];
      population.hours(i, now, hours);
      var mine = new double[24];
      int n = 0;
      for (int h = 0; h < HOURS; h++) {
        if ((hours[h >> 6] >>> h & 1) != 0) {
          byHour[h]++;
          mine[h % 24]++;
          n++;
        }
      }
      for (int h = 0; h < 24; h++) {
        day[h] += mine[h];
      }
      if (n >= ACTIVE_LEAST) {
        own += (squaredLength(mine) * n - 1) / (n - 1);
        asked++;
      }
    }
    if (asked * 2 >= group.size() && own / asked - squaredLength(day) > OWN_RHYTHM) {
      return Reason.ofOther(
          "members keep hours of their own, as people and their scheduled jobs do");
    }
    return calendar(byHour);
  }

  /// Squared length of the mean vector on the clock: 0 around the clock, 1 at one hour.
  private static double squaredLength(double[] day) {
    double x = 0;
    double y = 0;
    double n = 0;
    for (int h = 0; h < 24; h++) {
      x += day[h] * Math.cos(2 * Math.PI * h / 24);
      y += day[h] * Math.sin(2 * Math.PI * h / 24);
      n += day[h];
    }
    return n == 0 ? 0 : (x * x + y * y) / (n * n);
  }

  private Optional<Reason> calendar(int[] byHour) {
    int first = HOURS;
    int last = 0;
    long[] perDay = new long[2];
    int[] days = new int[2];
    long today = Math.floorDiv(now - 1, 86_400_000L);
    for (long d = today - Portrait.DAYS + 1; d <= today; d++) {
      long sum = 0;
      for (int h = 0; h < 24; h++) {
        int n = byHour[(int) Math.floorMod(d * 24 + h, (long) HOURS)];
        sum += n;
        if (n > 0) {
          int at = (int) (d - today + Portrait.DAYS - 1) * 24 + h;
          first = Math.min(first, at);
          last = Math.max(last, at);
        }
      }
      int weekend = Math.floorMod(d + 3, 7L) >= 5 ? 1 : 0; // day 0 was a Thursday
      perDay[weekend] += sum;
      days[weekend] += sum > 0 || first < HOURS ? 1 : 0;
    }
    if (last - first < 24 * DAYS_LEAST) {
      return Reason.ofOther("the group is known for less than three days");
    }
    int[] sorted = byHour.clone();
    java.util.Arrays.sort(sorted);
    long busiest = 0;
    int tenth = Math.max(1, (last - first + 1) / 10);
    for (int k = 1; k <= tenth; k++) {
      busiest += sorted[HOURS - k];
    }
    if (busiest > BURST * (perDay[0] + perDay[1])) {
      return Reason.ofEven("the work comes in a few bursts, as before deadlines");
    }
    boolean off =
        days[0] >= 2
            && days[1] >= 2
            && perDay[1] * (double) days[0] < WEEKEND * perDay[0] * (double) days[1];
    if (off) {
      return Reason.ofEven("the work rests at weekends, as staff does");
    }
    boolean week = days[0] >= 2 && days[1] >= 2;
    return week || busyAtNight(byHour)
        ? Optional.empty()
        : Reason.ofOther("no weekend was seen yet, and the work rests at night, as staff does");
  }

  /// Whether the quietest quarter of the day has a part of the work that shifts of people rarely
  /// do.
  private static boolean busyAtNight(int[] byHour) {
    var clock = new double[24];
    double all = 0;
    for (int h = 0; h < HOURS; h++) {
      clock[h % 24] += byHour[h];
      all += byHour[h];
    }
    double least = all;
    for (int from = 0; from < 24; from++) {
      double quarter = 0;
      for (int h = from; h < from + 6; h++) {
        quarter += clock[h % 24];
      }
      least = Math.min(least, quarter);
    }
    return least >= NIGHT * all;
  }
}
