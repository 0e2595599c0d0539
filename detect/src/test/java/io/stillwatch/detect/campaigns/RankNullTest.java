// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.stats.Draw;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// E4, E6, E9, E10 and X under their null, exchangeability with matched groups, in a [Crowd] that
/// is awkward to compare: logs of one day, two, and two weeks, groups of 5 to 45.
class RankNullTest {
  private static final int GROUPS = 30;
  private static final int[] DAYS = {1, 2, 14};

  private interface Family extends Function<Crowd, Test> {}

  private static final Family E4 = c -> new ReplicaTest(c.holdings, new Placebo(c.population));
  private static final Family E6 =
      c -> new ScheduleTest(c.population, c.now, new Placebo(c.population));
  private static final Family E9 = c -> new SignupTest(c.population, new Placebo(c.population));
  private static final Family E10 = c -> new PivotTest(c.population, new Placebo(c.population));
  private static final Family X =
      c -> new HarvestTest(c.population, c.holdings, new Placebo(c.population));

  /// Whom a world looks at.
  private interface Looked extends Function<Crowd, Stream<Group>> {}

  private static final Looked ANYBODY = crowd -> some(() -> crowd.any(crowd.sizeOfSome()));

  /// Groups as a real nomination finds them: people who share a template.
  private static final Looked NOMINATED = crowd -> crowd.nominated().stream();

  private static Stream<Group> some(Supplier<Group> drawn) {
    return Stream.generate(drawn).limit(GROUPS);
  }

  private static Tails anybody(String name, long seed, int worlds, Family family, int... days) {
    return Tails.of(name, seed, worlds, worlds(family, ANYBODY, days));
  }

  private static Tails nominated(String name, long seed, int worlds, Family family, int... days) {
    return Tails.of(name, seed, worlds, worlds(family, NOMINATED, days));
  }

  /// One world after the other, of so many days each in turn.
  private static Tails.World worlds(Family family, Looked looked, int... days) {
    int[] next = {0};
    return (draw, tails) -> {
      var crowd = new Crowd(draw, days[next[0]++ % days.length]);
      Test test = family.apply(crowd);
      looked
          .apply(crowd)
          .map(group -> test.look(group).map(Term::logE).orElse(Double.NEGATIVE_INFINITY))
          .forEach(tails::add);
    };
  }

  @org.junit.jupiter.api.Test
  void popularQuestionsAreNoReplicas() {
    anybody("E4: anybody", 41, 120, E4, DAYS).keepTheirPromise();
    nominated("E4: users of a template", 42, 100, E4, DAYS).keepTheirPromise();
  }

  @org.junit.jupiter.api.Test
  void nightsWeekendsBurstsAndOutagesAreNoCommonSchedule() {
    anybody("E6: anybody", 61, 90, E6, DAYS).keepTheirPromise();
    nominated("E6: users of a template", 62, 90, E6, DAYS).keepTheirPromise();
  }

  @org.junit.jupiter.api.Test
  void familyCardsAndCommonDomainsAreNoCommonSignup() {
    anybody("E9: anybody", 91, 120, E9, DAYS).keepTheirPromise();
    nominated("E9: users of a template", 92, 120, E9, DAYS).keepTheirPromise();
  }

  @org.junit.jupiter.api.Test
  void aNewModelThatManyTakeUpAtOnceIsNoCommonPivot() {
    anybody("E10: anybody", 101, 120, E10, 6, 14).keepTheirPromise();
    nominated("E10: users of a template", 102, 120, E10, 6, 14).keepTheirPromise();
  }

  @org.junit.jupiter.api.Test
  void groupsOfAnybodyHarvestNoMoreThanEverybody() {
    anybody("X: anybody", 111, 120, X, DAYS).keepTheirPromise();
  }

  /// What docs/evidence.md warns of: who shares a template is compared with people as busy, and has
  /// more of a work list than those of them who have none. The mean is above 1; the tails hold.
  @org.junit.jupiter.api.Test
  void usersOfATemplateLookALittleMoreLikeHarvestThanOthers() {
    Tails x = nominated("X: users of a template, compared with others", 112, 90, X, DAYS);
    assertThat(x.mean()).as("%s", x).isBetween(1.0, 2.0);
    x.keepTheirTails();
  }

  /// What docs/evidence.md warns of: matched groups are of all time zones. People of one country
  /// keep the same hours, and no e-value of E6 above 20 is proof of anything else.
  @org.junit.jupiter.api.Test
  void peopleOfOneTimeZoneBreakTheNullOfTheSchedule() {
    Tails zone =
        Tails.of(
            "E6: people of one time zone (breaks)",
            63,
            6,
            worlds(E6, crowd -> some(() -> crowd.neighbours(12)), 14));
    assertThat(zone.share(0)).as("P(e >= 20), %s", zone).isGreaterThan(0.2);
  }

  /// Were fewer groups drawn where the group does not stand out, this mean would be 1.5.
  @org.junit.jupiter.api.Test
  void aStatisticThatIsHardlyEverMoreThanZeroKeepsItsPromise() {
    Tails.of(
            "F4: rank, a statistic of 1 in 200",
            121,
            2_000,
            (draw, tails) -> {
              var crowd = new Few(draw);
              tails.add(crowd.rank());
            })
        .keepTheirPromise();
  }

  /// Two hundred groups of one, of which one in two hundred has the trait.
  private record Few(Draw draw) {
    double rank() {
      Board board = Boards.of(200, 10);
      var population = new Population(board);
      boolean[] rare = new boolean[200];
      IntStream.range(0, 200).forEach(i -> rare[i] = draw.nextInt(200) == 0);
      Candidate one = Boards.candidate(draw.nextLong(), draw.nextInt(200));
      var group = new Group(one, population, new Holdings(board, population), java.util.List.of());
      return new Placebo(population).rank(group, m -> rare[m[0]] ? 1 : 0).logE();
    }
  }
}
