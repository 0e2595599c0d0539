// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Somebody looks at a group of strangers every day, and stops when it looks worst. What counts
/// here is the largest e-value of all days. E1 to E3 and E5 count from the beginning and may be
/// looked at like this: P(sup e >= x) <= 1/x. The families that are ranked promise it for each day
/// alone; how far their suprema go is written down.
class PeekingTest {
  private static final int DAYS = 21;
  private static final int PAIRS = 300;
  private static final int GROUPS = 40;

  @org.junit.jupiter.api.Test
  void theWorstDayOfAGroupThatPassesThingsLikeStrangersIsNoEvidence() {
    Tails.of("E1: largest of 21 days", 21, 60, (d, t) -> flows(0.01, d, t)).keepTheirTails();
    Tails.of("E1: largest of 21 days, rare", 22, 60, (d, t) -> flows(2e-4, d, t)).keepTheirTails();
  }

  private static void flows(double rate, Draw draw, Tails tails) {
    var luck = new Luck(draw);
    var board = new Board();
    var people = IntStream.range(0, 2 * PAIRS).mapToObj(Stranger::new).toArray(Stranger[]::new);
    double[] busy = IntStream.range(0, 2 * PAIRS).mapToDouble(_ -> luck.lognormal(1)).toArray();
    var groups = new int[GROUPS][];
    Arrays.setAll(groups, _ -> pairs(draw.sample(PAIRS, 8)));
    double[] top = new double[GROUPS];
    Arrays.fill(top, Double.NEGATIVE_INFINITY);
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < people.length; i++) {
        int today = luck.poisson(5 * busy[i]);
        people[i].active(24L * (20_000 + day), today);
        board.take(new Clue.Seen(people[i].portrait()));
        for (int n = luck.poisson(rate * today); n > 0; n--) {
          long item = draw.nextLong();
          board.take(new Flow(5, item, Family.E1, i + 1, (i ^ 1) + 1, item, item, false));
        }
      }
      var population = new Population(board);
      var holdings = new Holdings(board, population);
      var test = new FlowTest(Family.E1, board, population, Portrait::firstTurns);
      for (int g = 0; g < GROUPS; g++) {
        var passings = java.util.List.of(test.passings());
        Candidate one = Boards.candidate(g, groups[g]);
        top[g] = Math.max(top[g], logE(test, new Group(one, population, holdings, passings)));
      }
    }
    Arrays.stream(top).forEach(tails::add);
  }

  private static int[] pairs(int[] numbers) {
    return Arrays.stream(numbers).flatMap(p -> IntStream.of(2 * p, 2 * p + 1)).toArray();
  }

  private static double logE(Test test, Group group) {
    return test.look(group).map(Term::logE).orElse(Double.NEGATIVE_INFINITY);
  }

  @org.junit.jupiter.api.Test
  void theWorstDayOfPeopleWithATemplateIsNotEven() {
    Tails.of("E5: largest of 21 days, members frozen", 23, 1_500, (d, t) -> split(1, 1, d, t))
        .keepTheirTails();
    Tails.of("E5: largest of 21 days, group grows", 24, 1_500, (d, t) -> split(0, 1.5, d, t))
        .keepTheirTails();
  }

  /// What docs/evidence.md warns of: who has not been seen in the nominating half is not looked at,
  /// so zeros are missed while a group grows. Were the bound not twice what is fitted but the exact
  /// truth, the tails would be a tenth to a quarter too heavy.
  @org.junit.jupiter.api.Test
  void withTheExactConcentrationAsBoundAGrowingGroupBreaksTheTailsALittle() {
    Tails exact =
        Tails.of(
            "E5: largest of 21 days, group grows, exact bound (breaks)",
            25,
            1_500,
            (d, t) -> split(0, 1, d, t));
    assertThat(exact.share(0)).as("P(sup >= 20), %s", exact).isBetween(0.04, 0.075);
  }

  /// Fifteen users of a template whose concentration is 1, and who have used it so often before.
  private static void split(int before, double bound, Draw draw, Tails tails) {
    var luck = new Luck(draw);
    double[] shares = Honest.shares(15, () -> luck.gamma(1));
    Board board = Boards.of(40, 1_000);
    Boards.used(board, Kind.HEAD, 9, Boards.each(15, before), new long[15]);
    var test = new EvenTest(bound, 1e4);
    double top = Double.NEGATIVE_INFINITY;
    for (int day = 0; day < DAYS; day++) {
      var nominating = new long[15];
      var testing = new long[15];
      for (int i = 0; i < 15; i++) {
        nominating[i] = luck.poisson(15 * shares[i]);
        testing[i] = luck.poisson(15 * shares[i]);
      }
      Boards.used(board, Kind.HEAD, 9, nominating, testing);
      top = Math.max(top, logE(test, Boards.group(board, IntStream.range(0, 15).toArray())));
    }
    tails.add(top);
  }

  private interface Ranked {
    Test on(Population then, int day);
  }

  private static Tails ranked(String name, long seed, int worlds, Ranked family) {
    return Tails.of(
        name,
        seed,
        worlds,
        (draw, tails) -> {
          var crowd = new Crowd(draw, 14);
          double[] top = new double[GROUPS];
          Arrays.fill(top, Double.NEGATIVE_INFINITY);
          var groups = IntStream.range(0, GROUPS).mapToObj(_ -> crowd.any(12)).toList();
          for (int day = 1; day <= 14; day++) {
            Test test = family.on(crowd.after(day), day);
            for (int g = 0; g < GROUPS; g++) {
              top[g] = Math.max(top[g], logE(test, groups.get(g)));
            }
          }
          Arrays.stream(top).forEach(tails::add);
        });
  }

  @org.junit.jupiter.api.Test
  void theWorstDayOfARankedFamilyIsWorthAFewTimesItsPromise() {
    Tails schedule =
        ranked(
            "E6: largest of 14 days (no promise)",
            26,
            12,
            (then, day) -> new ScheduleTest(then, Crowd.end(day), new Placebo(then)));
    Tails pivot =
        ranked(
            "E10: largest of 14 days (no promise)",
            27,
            12,
            (then, day) -> new PivotTest(then, new Placebo(then)));
    assertThat(schedule.mean()).as("%s", schedule).isBetween(1.2, 15.0);
    assertThat(schedule.share(1)).as("P(sup >= 100), %s", schedule).isLessThan(0.03);
    assertThat(pivot.mean()).as("%s", pivot).isBetween(0.5, 15.0);
  }
}
