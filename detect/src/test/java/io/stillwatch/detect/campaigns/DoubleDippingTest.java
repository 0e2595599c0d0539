// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A group may not be tested on what brought it together
/// (docs/adr/0005-one-half-nominates-the-other-testifies.md).
class DoubleDippingTest {
  private static final int PEOPLE = 3_000;

  /// The first item of a half from here on.
  private static long item(long from, boolean nominating) {
    long item = from;
    while (Shard.nominates(item) != nominating) {
      item++;
    }
    return item;
  }

  private static void pass(Board board, int from, int to, long item) {
    board.take(new Flow(5, item, Family.E1, from + 1, to + 1, item, item, false));
  }

  /// Everybody passes a thing to anybody now and then.
  ///
  /// @param dipped whether the testing half is a copy of the nominating half
  private static Board town(Draw draw, boolean dipped) {
    Board board = Boards.of(PEOPLE, 100);
    for (int n = 0; n < PEOPLE * 3 / 20; n++) {
      int from = draw.nextInt(PEOPLE);
      int to = (from + 1 + draw.nextInt(PEOPLE - 1)) % PEOPLE;
      boolean nominating = draw.nextBoolean();
      long item = item(draw.nextLong(), nominating);
      if (nominating || !dipped) {
        pass(board, from, to, item);
      }
      if (nominating && dipped) {
        pass(board, from, to, item(item, false));
      }
    }
    return board;
  }

  /// Tests what a real nomination finds by what passed.
  private static void judge(Board board, Tails tails) {
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    var test = new FlowTest(Family.E1, board, population, Portrait::firstTurns);
    for (Candidate one : new Nominator(board, population, holdings).nominate().candidates()) {
      var group = new Group(one, population, holdings, List.of(test.passings()));
      tails.add(test.look(group).map(Term::logE).orElse(Double.NEGATIVE_INFINITY));
    }
  }

  @Test
  void groupsBroughtTogetherByWhatPassedAreTestedFairlyOnTheOtherHalf() {
    Tails.of("E1: groups nominated by flows", 11, 500, (d, t) -> judge(town(d, false), t))
        .keepTheirPromise();
  }

  @Test
  void testedOnTheHalfThatBroughtThemTogetherTheyWouldBeGuilty() {
    Tails dipped =
        Tails.of("E1: the same, double dipping", 11, 500, (d, t) -> judge(town(d, true), t));
    assertThat(dipped.mean()).as("%s", dipped).isGreaterThan(20);
    assertThat(dipped.share(0)).as("P(e >= 20), %s", dipped).isGreaterThan(0.5);
  }

  /// A board laid out twice with one nominating half and two testing halves: who is nominated, who
  /// is looked at, and what counts as theirs, must be the same. Whoever lets the testing half have
  /// a say in any of these fails here.
  @Test
  void theTestingHalfHasNoSayInWhoIsTested() {
    int[] found = {0, 0};
    Seeds.each(
        40,
        draw -> {
          long half = draw.nextLong();
          List<Group> one = groups(board(half, draw.nextLong()));
          List<Group> other = groups(board(half, draw.nextLong()));
          assertThat(one).hasSameSizeAs(other);
          for (int g = 0; g < one.size(); g++) {
            assertThat(one.get(g).candidate).isEqualTo(other.get(g).candidate);
            assertThat(one.get(g).members).isEqualTo(other.get(g).members);
            assertThat(one.get(g).own).isEqualTo(other.get(g).own);
            assertThat(one.get(g).like).isEqualTo(other.get(g).like);
            assertThat(one.get(g).links.reached()).isEqualTo(other.get(g).links.reached());
            assertThat(one.get(g).links.closed()).isEqualTo(other.get(g).links.closed());
            found[0]++;
            found[1] += Arrays.equals(one.get(g).tested, other.get(g).tested) ? 0 : 1;
          }
        });
    assertThat(found[0]).as("groups").isGreaterThan(200);
    assertThat(found[1]).as("groups whose testing halves differ").isGreaterThan(100);
  }

  private static Board board(long nominatingSeed, long testingSeed) {
    Board board = Boards.of(120, 100);
    half(board, new Draw(nominatingSeed), true);
    half(board, new Draw(testingSeed), false);
    return board;
  }

  /// Uses of twelve scaffolds, three payloads and a card, and flows, all of one half.
  private static void half(Board board, Draw draw, boolean nominating) {
    for (int a = 1; a <= 16; a++) {
      Kind kind = a <= 6 ? Kind.HEAD : a <= 12 ? Kind.ofPhrase(a) : Kind.PAYLOAD;
      var uses = new long[120];
      int from = draw.nextInt(100);
      for (int i = from; i < from + 6 + draw.nextInt(14); i++) {
        uses[i] = 1 + draw.nextInt(9);
      }
      var none = new long[120];
      Boards.used(board, kind, a, nominating ? uses : none, nominating ? none : uses);
    }
    for (int n = 0; n < 150; n++) {
      int from = draw.nextInt(120);
      int to = from / 12 * 12 + draw.nextInt(12);
      if (from != to) {
        pass(board, from, to, item(draw.nextLong(), nominating));
      }
    }
  }

  private static List<Group> groups(Board board) {
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    var flows = List.of(new Passings(Family.E1, board, population));
    return new Nominator(board, population, holdings)
        .nominate().candidates().stream()
            .map(c -> new Group(c, population, holdings, flows))
            .toList();
  }

  /// What docs/evidence.md warns of: the halves are no cure for E5 where a nomination goes by
  /// volume, since a busy account is busy in both. Of 400 users of a template with a heavy tail the
  /// twenty most alike are taken; nothing in [Nominator] or [OwnScaffolds] may do that.
  @Test
  void whoIsPickedForBeingEquallyBusyLooksEvenInBothHalves() {
    Tails picked = Tails.of("E5: picked by volume (breaks)", 12, 100, DoubleDippingTest::alike);
    assertThat(picked.share(0)).as("P(e >= 20), %s", picked).isGreaterThan(0.5);
  }

  private static void alike(Draw draw, Tails tails) {
    var luck = new Luck(draw);
    var people = new ArrayList<long[]>();
    for (int i = 0; i < 400; i++) {
      double busy = 20 * luck.lognormal(1.3);
      people.add(new long[] {luck.poisson(busy), luck.poisson(busy)});
    }
    people.sort((a, b) -> Long.compare(b[0], a[0]));
    List<long[]> alike = people.subList(40, 60);
    long[] first = alike.stream().mapToLong(p -> p[0]).toArray();
    long[] second = alike.stream().mapToLong(p -> p[1]).toArray();
    var board = new Board();
    for (int i = 0; i < 400; i++) {
      long uses = i < 20 ? first[i] + second[i] : 50;
      board.take(new Clue.Seen(Boards.portrait(i, 1 + uses)));
    }
    Boards.used(board, Kind.HEAD, 9, first, second);
    Group group = Boards.group(board, IntStream.range(0, 20).toArray());
    tails.add(new EvenTest(1.5, 1.5).look(group).map(Term::logE).orElse(0.0));
  }
}
