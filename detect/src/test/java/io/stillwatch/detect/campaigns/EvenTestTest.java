// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.EvenSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenTestTest {
  private static final double CONVICTS = Math.log(1e4);
  private static final EvenTest TEST = new EvenTest(1.5, 1.5);

  /// Members who did all of their work with one scaffold, as often in one half as in the other.
  private static Board board(long... uses) {
    var board = new Board();
    for (int i = 0; i < uses.length + 40; i++) {
      board.take(
          new Clue.Seen(Boards.portrait(i, i < uses.length ? Math.max(1, 2 * uses[i]) : 50)));
    }
    Boards.used(board, Kind.HEAD, 9, uses, uses);
    return board;
  }

  private static Group group(Board board, int size) {
    return Boards.group(board, IntStream.range(0, size).toArray());
  }

  private static double logE(Group group) {
    return TEST.look(group).map(Term::logE).orElse(0.0);
  }

  private static long[] evenAnd(long... others) {
    long[] uses = Arrays.copyOf(others, others.length + 14);
    Arrays.setAll(uses, i -> i < others.length ? others[i] : 38 + i % 5);
    return uses;
  }

  @Test
  void oneListDealtOutEvenlyStandsOut() {
    long[] uses = evenAnd();
    Term term = TEST.look(group(board(uses), uses.length)).orElseThrow();
    assertThat(term.family()).isEqualTo(Family.E5);
    assertThat(term.logE()).isGreaterThan(CONVICTS);
    assertThat(term.observed()).isGreaterThan(20);
    assertThat(term.over()).isEqualTo(Arrays.stream(uses).sum());
  }

  @Test
  void aDataShopWithFiftyTimesTheUsesDoesNotHideIt() {
    long[] uses = evenAnd(2_000);
    Group group = group(board(uses), uses.length);
    assertThat(group.size()).isEqualTo(15);
    assertThat(EvenSplit.logE(group.tested, 1.5)).as("everybody").isLessThan(Math.log(10));
    assertThat(group.like).as("all but the shop").hasSize(14).doesNotContain(0);
    Term term = TEST.look(group).orElseThrow();
    assertThat(term.logE()).isGreaterThan(CONVICTS);
    assertThat(term.over()).as("without the shop").isEqualTo(Arrays.stream(uses).sum() - 2_000);
  }

  @Test
  void twoLooksAreAveragedAndNotTheBestOfTwo() {
    long[] uses = evenAnd(2_000);
    Group group = group(board(uses), uses.length);
    double best = EvenSplit.logE(group.ofLike(group.tested), 1.5);
    assertThat(logE(group)).isLessThanOrEqualTo(best - Math.log(2) + 1e-6);
  }

  @Test
  void whereTheMedianIsLikeFewAlikenessIsNotAsked() {
    long[] uses = {41, 40, 39, 38, 41, 40, 900, 5, 4_000, 6, 5, 3_000, 2_000, 4};
    Group group = group(board(uses), uses.length);
    assertThat(group.like.length * 2).isLessThan(group.size());
    assertThat(logE(group)).isZero();
  }

  @Test
  void aHeavyTailIsSilent() {
    long[] uses = IntStream.rangeClosed(1, 20).mapToLong(rank -> 2 + 600 / (rank * rank)).toArray();
    assertThat(logE(group(board(uses), 20))).isLessThan(Math.log(20));
  }

  @Test
  void aClassThatSolvesTheSameExercisesIsSilent() {
    Board board = board(evenAnd());
    for (int exercise = 0; exercise < 20; exercise++) {
      long[] once = Boards.each(14, 1);
      Boards.used(board, Kind.PAYLOAD, 100 + exercise, once, once);
    }
    assertThat(TEST.look(group(board, 14))).isEmpty();
  }

  @Test
  void aGroupWithoutAScaffoldOfItsOwnIsNotLookedAt() {
    assertThat(TEST.look(Boards.group(Boards.of(40, 50), 0, 1, 2, 3, 4, 5))).isEmpty();
  }

  @Test
  void fewUsesSayNothing() {
    assertThat(TEST.look(group(board(Boards.each(9, 2)), 9))).isEmpty();
  }

  /// The bounds are estimated as in a judgement, from the groups themselves.
  @Test
  void strangersByTheirOwnTasteRarelyStandOut() {
    var draw = new Draw(6);
    var everybody = new Fits();
    var like = new Fits();
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < 2_000; g++) {
      double concentration = 0.2 + 0.8 * draw.nextDouble();
      Group one =
          new Honest(draw).group(8 + draw.nextInt(30), concentration, 150 + draw.nextInt(600));
      groups.add(one);
      everybody.note(g, EvenSplit.fitAlpha(one.tested));
      like.note(g, EvenSplit.fitAlpha(one.ofLike(one.tested)));
    }
    var test = new EvenTest(everybody.bound(Sample.ALL), like.bound(Sample.ALL));
    double[] logE =
        groups.stream().mapToDouble(g -> test.look(g).map(Term::logE).orElse(0.0)).toArray();
    assertFair(logE);
  }

  /// Which users are looked at is chosen on the other half, and that does no harm.
  @Test
  void noMoreDoSoWhereTheConcentrationIsExactlyTheBound() {
    for (double concentration : new double[] {1, 1.5}) {
      var draw = new Draw(7);
      double[] logE = new double[1_500];
      for (int g = 0; g < logE.length; g++) {
        Group one =
            new Honest(draw).group(8 + draw.nextInt(30), concentration, 150 + draw.nextInt(600));
        logE[g] = EvenSplit.logE(one.tested, concentration);
      }
      assertFair(logE);
      assertThat(Arrays.stream(logE).max().orElseThrow()).as("some come near").isGreaterThan(2);
    }
  }

  private static void assertFair(double[] logE) {
    for (int e : new int[] {20, 100, 10_000}) {
      double share =
          Arrays.stream(logE).filter(l -> l >= Math.log(e)).count() / (double) logE.length;
      double error = Math.sqrt(1.0 / e / logE.length);
      assertThat(share).as("share of e >= %d", e).isLessThanOrEqualTo(1.0 / e + 3 * error);
    }
  }
}
