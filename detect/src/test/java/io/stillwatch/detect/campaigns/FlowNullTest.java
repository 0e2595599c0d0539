// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.Town;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/// E1, E2 and E3 under their null: things pass between strangers at one rate, and it is the same
/// within the group. The sharpest case is a town of pairs in which all that passes stays in its
/// pair, and groups are whole pairs: then a group sees exactly as much as the bound allows.
class FlowNullTest {
  private static final int PEOPLE = 1_000;
  private static final int GROUPS = 100;

  private final Board board = new Board();
  private final long[] chances = new long[PEOPLE];

  /// A town whose accounts have so many chances each, lognormal with this sigma.
  private FlowNullTest town(Luck luck, double mean, double sigma) {
    for (int i = 0; i < PEOPLE; i++) {
      var one = new Stranger(i);
      one.exchanges = 1 + luck.poisson(mean * luck.lognormal(sigma));
      one.sealed = one.exchanges;
      one.works = one.exchanges;
      chances[i] = one.exchanges;
      board.take(new Clue.Seen(one.portrait()));
    }
    return this;
  }

  /// Notes that a thing passed; a reply counts when its second fingerprint comes back.
  private void pass(Family family, int from, int to, Draw draw) {
    long item = draw.nextLong();
    for (int mark = 1; mark <= (family == Family.E3 ? 2 : 1); mark++) {
      board.take(new Flow(5, item + mark, family, from + 1, to + 1, item, item + mark, false));
    }
  }

  private FlowTest test(Family family) {
    ToLongFunction<Portrait> exposure =
        switch (family) {
          case E1 -> Portrait::firstTurns;
          case E2 -> Portrait::sealed;
          default -> Portrait::issued;
        };
    return new FlowTest(family, board, new Population(board), exposure);
  }

  /// Groups of `pairs` whole pairs, frozen without a look at what passed.
  private void look(Family family, int pairs, Draw draw, Tails tails) {
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    FlowTest test = test(family);
    for (int g = 0; g < GROUPS; g++) {
      var members = new int[2 * pairs];
      int n = 0;
      for (int pair : draw.sample(PEOPLE / 2, pairs)) {
        members[n++] = 2 * pair;
        members[n++] = 2 * pair + 1;
      }
      var group =
          new Group(Boards.candidate(g, members), population, holdings, List.of(test.passings()));
      tails.add(test.look(group).map(Term::logE).orElse(Double.NEGATIVE_INFINITY));
    }
  }

  /// What passes within each pair: bursts at this rate for each chance, of so many things.
  private static void pairs(
      Family family, double rate, double sigma, double burst, int pairs, Draw draw, Tails tails) {
    var luck = new Luck(draw);
    var town = new FlowNullTest().town(luck, 40, sigma);
    for (int i = 0; i < PEOPLE; i += 2) {
      double mean = rate * (town.chances[i] + town.chances[i + 1]) / burst;
      for (int bursts = luck.poisson(mean); bursts > 0; bursts--) {
        for (int n = luck.geometric(burst); n > 0; n--) {
          town.pass(family, i, i + 1, draw);
        }
      }
    }
    town.look(family, pairs, draw, tails);
  }

  @Test
  void whatPassesAtTheRateOfStrangersIsNoEvidence() {
    Tails.of("E1: pairs, 0.02 a chance", 1, 250, (d, t) -> pairs(Family.E1, 0.02, 0, 1, 10, d, t))
        .keepTheirPromise();
    Tails.of("E2: pairs, 0.001 a chance", 2, 250, (d, t) -> pairs(Family.E2, 1e-3, 0, 1, 5, d, t))
        .keepTheirPromise();
    Tails.of("E3: pairs, 0.2 a chance", 3, 50, (d, t) -> pairs(Family.E3, 0.2, 0, 1, 3, d, t))
        .keepTheirPromise();
  }

  @Test
  void heavyTailedActivityIsNoEvidence() {
    Tails.of(
            "E1: pairs, activity lognormal, sigma 1.5",
            4,
            250,
            (d, t) -> pairs(Family.E1, 0.005, 1.5, 1, 10, d, t))
        .keepTheirPromise();
  }

  @Test
  void aShortLogInWhichNothingPassedBeforeGivesAWideBound() {
    Tails.of("E2: pairs, a first day", 5, 250, (d, t) -> pairs(Family.E2, 2e-5, 1, 1, 20, d, t))
        .keepTheirPromise();
  }

  /// From two flows an account on, chance links nearly everybody, and few are left outside linked
  /// groups. Were the rate taken from those few, the mean here would be beyond all numbers.
  @Test
  void whereEverybodyPassesThingsToAnybodyNobodyStandsOut() {
    for (double each : new double[] {0.05, 0.3, 1, 3}) {
      Tails.of("E1: anybody to anybody, " + each + " each", 7, 60, (d, t) -> crowd(each, d, t))
          .keepTheirPromise();
    }
  }

  private static void crowd(double each, Draw draw, Tails tails) {
    var luck = new Luck(draw);
    FlowNullTest town = anybodyToAnybody(each, luck, draw);
    for (int pairs : new int[] {5, 50, 200}) {
      town.look(Family.E1, pairs, draw, tails);
    }
  }

  private static FlowNullTest anybodyToAnybody(double each, Luck luck, Draw draw) {
    var town = new FlowNullTest().town(luck, 40, 1);
    for (int n = luck.poisson(each * PEOPLE); n > 0; n--) {
      int from = luck.below(PEOPLE);
      int to = luck.below(PEOPLE);
      if (from != to) {
        town.pass(Family.E1, from, to, draw);
      }
    }
    return town;
  }

  @Test
  void aTownWhereEverybodyPassesTenThingsToAnybodyIsNotOneGreatActor() {
    Seeds.each(
        3,
        draw -> {
          var town = anybodyToAnybody(10, new Luck(draw), draw);
          var out = new ArrayList<Finding>();
          new Judgement(town.board, 6, Rules.standard(0.01, 0.01)).pronounce(out::add);
          assertThat(Town.named(out)).isEmpty();
          assertThat(Town.statuses(out).getFirst().looks()).isPositive();
        });
  }

  /// A Poisson null takes things to pass one by one. Somebody who has two accounts and moves five
  /// conversations at a time would break it if each counted.
  @Test
  void aBurstIsOneEvent() {
    Tails.of("E1: pairs, bursts of 2", 8, 100, (d, t) -> bursts(2, d, t)).keepTheirPromise();
    Tails.of("E1: pairs, bursts of 5", 9, 100, (d, t) -> bursts(5, d, t)).keepTheirPromise();
  }

  private static void bursts(double size, Draw draw, Tails tails) {
    pairs(Family.E1, 0.005, 1, size, 10, draw, tails);
  }
}
