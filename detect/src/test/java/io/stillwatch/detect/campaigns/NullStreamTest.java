// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.EvenSplit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.IntStream;

/// Strangers through a whole judgement: all families at once, and day after day.
class NullStreamTest {
  private static final int PEOPLE = 200;
  private static final int TEMPLATES = 8;
  private static final double MOST = 0.5;

  /// What a judgement would look at, all families fused; dear families are asked whatever the cheap
  /// ones say.
  private static void fused(Draw draw, Tails tails) {
    var crowd = new Crowd(draw, 7);
    var flowing = new Street(draw, crowd.board);
    for (int i = 0; i < Crowd.PEOPLE; i++) {
      long chances = crowd.population.exchanges(i);
      flowing.pass(Family.E1, 0.01, i, chances);
      flowing.pass(Family.E3, 0.002, i, chances);
    }
    List<Test> families = families(crowd);
    List<Passings> passings =
        families.stream()
            .filter(FlowTest.class::isInstance)
            .map(test -> ((FlowTest) test).passings())
            .toList();
    var nominator = new Nominator(crowd.board, crowd.population, crowd.holdings);
    var everybody = new Fits();
    var like = new Fits();
    var groups = new ArrayList<Group>();
    for (Candidate one : nominator.nominate().candidates()) {
      var group = new Group(one, crowd.population, crowd.holdings, passings);
      groups.add(group);
      if (one.reason() == Candidate.Reason.TEMPLATE) {
        everybody.note(one.signature(), EvenSplit.fitAlpha(group.ofFree(group.tested)));
        like.note(one.signature(), EvenSplit.fitAlpha(group.ofLike(group.tested)));
      }
    }
    families.add(new EvenTest(everybody.bound(Sample.ALL), like.bound(Sample.ALL)));
    for (Group group : groups) {
      var terms = new EnumMap<Family, Term>(Family.class);
      families.forEach(test -> test.look(group).ifPresent(term -> terms.put(term.family(), term)));
      tails.add(Families.average(terms));
    }
  }

  private static List<Test> families(Crowd crowd) {
    var placebo = new Placebo(crowd.population);
    return new ArrayList<>(
        List.of(
            new FlowTest(Family.E1, crowd.board, crowd.population, Portrait::firstTurns),
            new FlowTest(Family.E2, crowd.board, crowd.population, Portrait::sealed),
            new FlowTest(Family.E3, crowd.board, crowd.population, Portrait::issued),
            new ReplicaTest(crowd.holdings, placebo),
            new ScheduleTest(crowd.population, crowd.now, placebo),
            new SignupTest(crowd.population, placebo),
            new PivotTest(crowd.population, placebo)));
  }

  @org.junit.jupiter.api.Test
  void allFamiliesTogetherKeepThePromiseOfOne() {
    Tails.of("control: all families fused", 31, 60, NullStreamTest::fused).keepTheirPromise();
  }

  /// Half of all findings may be false here, the most an operator may set; among strangers all are,
  /// so that in half of the worlds at most may any group ever stand.
  @org.junit.jupiter.api.Test
  void inAtMostTheShareOfWorldsThatIsPromisedDoesAnyGroupOfStrangersEverStand() {
    keepsThePromise(40, 1);
  }

  /// The same with eleven interim looks a day.
  @org.junit.jupiter.api.Test
  void norDoesItWhereGroupsThatHaveGrownAreLookedAtEveryTwoHours() {
    keepsThePromise(20, 12);
  }

  private static void keepsThePromise(int least, int parts) {
    int worlds = least * Integer.getInteger("nulls", 1);
    int stood = 0;
    long looks = 0;
    for (int w = 0; w < worlds; w++) {
      var stream = new Street(new Draw(32).split(w), new Board());
      double[] busy =
          IntStream.range(0, PEOPLE).mapToDouble(_ -> 2 * stream.luck.lognormal(1.2)).toArray();
      var people = IntStream.range(0, PEOPLE).mapToObj(Stranger::new).toArray(Stranger[]::new);
      for (int day = 1; day <= 25; day++) {
        var out = new ArrayList<Finding>();
        long from = (20_000L + day) * Stranger.DAY;
        for (int part = 1; part < parts; part++) {
          stream.day(day, people, busy, parts);
          long now = from + part * Stranger.DAY / parts;
          new Judgement(stream.board, now, Rules.standard(MOST, 0.01)).interim(out::add);
        }
        stream.day(day, people, busy, parts);
        long now = from + Stranger.DAY;
        new Judgement(stream.board, now, Rules.standard(MOST, 0.01)).pronounce(out::add);
      }
      stood += stream.board.docket.rejections() > 0 ? 1 : 0;
      looks += stream.board.docket.looks();
    }
    assertThat(looks).as("looks").isGreaterThan(20L * worlds);
    assertThat(Tails.atLeast(stood, worlds)).as("%d of %d", stood, worlds).isLessThan(MOST);
  }

  /// Two hundred people in pairs, who share templates by neighbourhood.
  private static final class Street {
    private final Luck luck;
    private final Draw draw;
    private final Board board;

    Street(Draw draw, Board board) {
      this.draw = draw;
      this.board = board;
      luck = new Luck(draw);
    }

    /// Things pass within pairs of neighbours, at this rate for each of so many chances.
    void pass(Family family, double rate, int i, long chances) {
      for (int n = luck.poisson(rate * chances); n > 0; n--) {
        long item = draw.nextLong();
        for (int mark = 1; mark <= 2; mark++) {
          board.take(new Flow(5, item + mark, family, i + 1, (i ^ 1) + 1, item, mark, false));
        }
      }
    }

    /// One of so many parts of a day more: everybody works, with a template shared by a
    /// neighbourhood, and passes things.
    void day(int day, Stranger[] people, double[] busy, int parts) {
      for (int t = 0; t < TEMPLATES; t++) {
        var nominating = new long[PEOPLE];
        var testing = new long[PEOPLE];
        for (int i = t * 20; i < t * 20 + 20; i++) {
          nominating[i] = luck.poisson(busy[i] / parts);
          testing[i] = luck.poisson(busy[i] / parts);
        }
        Boards.used(board, Kind.HEAD, 1 + t, nominating, testing);
      }
      for (int i = 0; i < PEOPLE; i++) {
        int today = luck.poisson(3 * busy[i] / parts);
        people[i].active(24L * (20_000 + day) + luck.below(24), today);
        people[i].works = people[i].exchanges;
        pass(Family.E1, 0.01, i, today);
        pass(Family.E3, 0.005, i, today);
        board.take(new Clue.Seen(people[i].portrait()));
      }
    }
  }
}
