// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Town;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.stats.Draw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Day after day over one board of 120 accounts.
class JudgementTest {
  private static final int PEOPLE = 120;

  private final Draw draw = new Draw(1);
  private Board board = Boards.of(PEOPLE, 400);
  private int day;

  /// One more day of work for a crew: a scaffold of their own, and conversations passed on.
  private void works(long scaffold, int from, int until) {
    long[] uses = new long[PEOPLE];
    for (int i = from; i < until; i++) {
      uses[i] = 20;
    }
    Boards.used(board, Kind.HEAD, scaffold, uses, uses);
    passes(from, until);
  }

  private void passes(int from, int until) {
    for (int f = 0; f < 10 * (until - from); f++) {
      int giver = from + draw.nextInt(until - from);
      int taker = from + draw.nextInt(until - from);
      long item = draw.nextLong();
      if (giver != taker) {
        board.take(new Flow(5, item, Family.E1, giver + 1, taker + 1, item, item, false));
      }
    }
  }

  private List<Finding.Named> judged() {
    var out = new ArrayList<Finding>();
    new Judgement(board, ++day, Rules.standard(0.01, 0.01)).pronounce(out::add);
    assertThat(out.getLast()).isInstanceOf(Finding.Status.class);
    return Town.named(out);
  }

  private List<Finding> interim() {
    var out = new ArrayList<Finding>();
    new Judgement(board, ++day, Rules.standard(0.01, 0.01)).interim(out::add);
    return out;
  }

  private Finding.Named one() {
    List<Finding.Named> judged = judged();
    assertThat(judged).as("day %d", day).hasSize(1);
    return judged.getFirst();
  }

  private static List<String> accounts(Finding.Named named) {
    return named.campaign().members().stream().map(Member::account).toList();
  }

  private static List<String> range(int from, int until) {
    return IntStream.range(from, until).mapToObj(i -> "account-" + i).sorted().toList();
  }

  private static void assertSame(Finding.Named now, Finding.Named first) {
    assertThat(now.tie()).isEqualTo(first.tie());
    assertThat(now.campaign().id()).isEqualTo(first.campaign().id());
    assertThat(now.campaign().detectedAt()).isEqualTo(first.at());
    assertThat(now.campaign().threshold()).isEqualTo(first.campaign().threshold());
  }

  @Test
  void aCrewIsFoundOnceThoughScaffoldAndFlowsBothNominateIt() {
    works(1, 0, 12);
    Finding.Named named = one();
    assertThat(accounts(named)).isEqualTo(range(0, 12));
    assertThat(named.campaign().examined()).isEqualTo(12);
    assertThat(named.campaign().detectedAt()).isEqualTo(1);
  }

  @Test
  void aTownWithoutACrewHasNoFinding() {
    assertThat(judged()).isEmpty();
    Boards.used(board, Kind.HEAD, 1, Boards.each(12, 20), Boards.each(12, 20));
    assertThat(judged()).as("a shared template alone").isEmpty();
  }

  @Test
  void aGroupKeepsItsNameItsFirstDateAndItsLineWhileItGrows() {
    works(1, 0, 12);
    Finding.Named first = one();
    for (int until = 14; until <= 16; until += 2) {
      works(1, 0, until);
      Finding.Named now = one();
      assertThat(accounts(now)).isEqualTo(range(0, until));
      assertSame(now, first);
    }
    assertThat(board.docket.rejections()).isEqualTo(1);
  }

  @Test
  void aGroupKeepsItsNameWhenItMovesToAnotherScaffold() {
    works(1, 0, 12);
    Finding.Named first = one();
    for (int more = 0; more < 4; more++) {
      works(2, 0, 14);
      assertSame(one(), first);
    }
  }

  @Test
  void aQuietGroupStaysFound() {
    works(1, 0, 12);
    Finding.Named first = one();
    for (int quiet = 0; quiet < 5; quiet++) {
      Finding.Named now = one();
      assertThat(accounts(now)).isEqualTo(accounts(first));
      assertSame(now, first);
    }
  }

  @Test
  void twoCrewsWithOneScaffoldAreTwoFindings() {
    long[] uses = new long[PEOPLE];
    IntStream.concat(IntStream.range(0, 12), IntStream.range(40, 55)).forEach(i -> uses[i] = 20);
    Boards.used(board, Kind.HEAD, 1, uses, uses);
    passes(0, 12);
    passes(40, 55);
    assertThat(judged().stream().map(JudgementTest::accounts))
        .containsExactlyInAnyOrder(range(0, 12), range(40, 55));
    passes(5, 45);
    passes(5, 45);
    assertThat(judged().stream().map(JudgementTest::accounts))
        .as("now they pass things to each other")
        .hasSize(1);
  }

  @Test
  void twoCrewsAreTwoFindingsWithNamesOfTheirOwn() {
    works(1, 0, 12);
    Finding.Named first = one();
    works(2, 40, 55);
    List<Finding.Named> both = judged();
    assertThat(both).hasSize(2);
    int old = accounts(both.getFirst()).equals(range(0, 12)) ? 0 : 1;
    assertSame(both.get(old), first);
    assertThat(accounts(both.get(1 - old))).isEqualTo(range(40, 55));
    assertThat(both.get(1 - old).campaign().detectedAt()).isEqualTo(2);
    assertThat(both.get(1 - old).tie()).isNotEqualTo(first.tie());
    assertThat(board.docket.rejections()).isEqualTo(2);
  }

  @Test
  void ofNestedGroupsTheOneThatHoldsTogetherIsTaken() {
    works(1, 0, 12);
    long[] all = new long[PEOPLE];
    java.util.Arrays.fill(all, 0, 40, 20);
    Boards.used(board, Kind.TAIL, 2, all, all);
    assertThat(accounts(one())).isEqualTo(range(0, 12));
  }

  @Test
  void whenAGroupTakesInAnotherOneFindingAndOneOfTheTwoNamesRemain() {
    works(1, 0, 12);
    works(2, 40, 52);
    List<Long> names = judged().stream().map(Finding.Named::tie).toList();
    assertThat(names).hasSize(2);
    for (int more = 0; more < 3; more++) {
      for (int f = 0; f < 100; f++) {
        long item = draw.nextLong();
        board.take(new Flow(5, item, Family.E1, f % 12 + 1, f % 11 + 41, item, item, false));
      }
      works(3, 0, 52);
    }
    Finding.Named merged = one();
    assertThat(names).contains(merged.tie());
    assertThat(accounts(merged)).containsAll(range(0, 12)).containsAll(range(40, 52));
    assertThat(one().tie()).as("the day after").isEqualTo(merged.tie());
  }

  @Test
  void anInterimLookFindsWhatAJudgementWould() {
    var twin = new JudgementTest();
    works(1, 0, 12);
    twin.works(1, 0, 12);
    assertThat(Town.named(interim())).isEqualTo(twin.judged()).hasSize(1);
    assertThat(board.docket.looks()).isEqualTo(twin.board.docket.looks());
  }

  @Test
  void anInterimLookSaysNothingAndCostsNoNumberUnlessAGroupHasGrownByHalf() {
    works(1, 0, 12);
    Boards.used(board, Kind.TAIL, 9, Boards.each(12, 20), Boards.each(12, 20));
    one();
    long looks = board.docket.looks();
    for (int quiet = 0; quiet < 5; quiet++) {
      assertThat(interim()).isEmpty();
    }
    assertThat(board.docket.looks()).isEqualTo(looks);
    works(1, 0, 12);
    IntStream.range(0, 12).forEach(i -> board.take(new Clue.Seen(Boards.portrait(i, 599))));
    assertThat(interim()).as("it does not wait for the judgement if it has not").isEmpty();
    IntStream.range(0, 12).forEach(i -> board.take(new Clue.Seen(Boards.portrait(i, 600))));
    assertThat(Town.named(interim())).as("it has done half as much again").hasSize(1);
  }

  @Test
  void aGroupInWhichNothingCanConvictIsLookedAtAndNotSpokenOf() {
    Boards.used(board, Kind.HEAD, 1, Boards.each(12, 20), Boards.each(12, 20));
    assertThat(interim()).isEmpty();
    assertThat(board.docket.looks()).as("the look was paid for").isPositive();
  }

  @Test
  void betweenJudgementsTheVerdictOnAGroupThatHasNotGrownMayFallAndNotRise() {
    works(1, 0, 12);
    Finding.Named first = one();
    assertThat(first.campaign().verdict()).isNotEqualTo(Verdict.WATCH);
    long signature = board.docket.standing()[0];
    board.docket.rule(signature, Verdict.WATCH, 12L * 400);
    works(2, 40, 55);
    List<Finding.Named> both = Town.named(interim());
    assertThat(both).extracting(n -> n.campaign().verdict()).contains(Verdict.WATCH).hasSize(2);
    assertThat(judged())
        .as("at the next judgement it is ruled anew")
        .extracting(n -> n.campaign().verdict())
        .doesNotContain(Verdict.WATCH);
  }

  @Test
  void aBoardReadBackIsJudgedAsIfNothingHadHappened() throws IOException {
    var twin = new JudgementTest();
    for (int until = 12; until <= 16; until++) {
      works(1, 0, until);
      twin.works(1, 0, until);
      assertThat(judged()).isEqualTo(twin.judged()).isNotEmpty();
      var bytes = new ByteArrayOutputStream();
      board.write(new DataOutputStream(bytes));
      board = Board.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), true);
    }
  }
}
