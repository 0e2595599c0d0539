// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.IntSet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// A town of 100 accounts with 100 pieces of work each.
class OwnScaffoldsTest {
  private static final int PEOPLE = 100;

  private final Board board = Boards.of(PEOPLE, 100);

  private void used(Kind kind, long artefact, int from, int until, long times) {
    long[] uses = new long[PEOPLE];
    Arrays.fill(uses, from, until, times);
    Boards.used(board, kind, artefact, uses, new long[PEOPLE]);
  }

  private OwnScaffolds of(IntSet nominated) {
    var population = new Population(board);
    return OwnScaffolds.of(
        new Candidate(1, nominated, 100, Candidate.Reason.TEMPLATE, false),
        population,
        new Holdings(board, population));
  }

  /// A scaffold's number is its rank among the hashes.
  private void assertOwn(OwnScaffolds own, IntSet users, int... scaffolds) {
    assertThat(own.scaffolds().stream().toArray()).isEqualTo(scaffolds);
    assertThat(own.users()).isEqualTo(users);
  }

  @Test
  void whatOnlyTheNominatedUseIsTheirOwn() {
    used(Kind.HEAD, 1, 0, 8, 30);
    assertOwn(of(Boards.range(0, 8)), Boards.range(0, 8), 0);
  }

  @Test
  void whatHalfOfTheTownUsesIsNobodysOwn() {
    used(Kind.HEAD, 1, 0, 50, 30);
    assertOwn(of(Boards.range(0, 8)), Boards.range(0, 8));
  }

  @Test
  void sixInTenUsersMakeItTheirOwnAndBringTheOthersIn() {
    used(Kind.HEAD, 1, 0, 10, 30);
    assertOwn(of(Boards.range(0, 6)), Boards.range(0, 10), 0);
    assertOwn(of(Boards.range(0, 5)), Boards.range(0, 5));
    used(Kind.HEAD, 1, 10, 12, 30);
    assertOwn(of(Boards.range(0, 7)), Boards.range(0, 7));
  }

  @Test
  void bystandersWhoNeverUsedItFallOut() {
    used(Kind.HEAD, 1, 0, 8, 30);
    assertOwn(of(Boards.range(0, 16)), Boards.range(0, 8), 0);
  }

  @Test
  void aScaffoldOfAFewOfTheNominatedDoesNotLeadAway() {
    used(Kind.HEAD, 1, 0, 8, 30);
    assertOwn(of(Boards.range(0, 17)), Boards.range(0, 17));
  }

  @Test
  void placesOfOneScaffoldCountOnceAndTheOneWithMostUsesIsTaken() {
    used(Kind.SYSTEM, 1, 0, 8, 20);
    used(Kind.HEAD, 2, 0, 8, 30);
    used(Kind.TAIL, 3, 0, 8, 10);
    assertOwn(of(Boards.range(0, 8)), Boards.range(0, 8), 1);
  }

  @Test
  void anExactPlaceGoesBeforeAPhraseThatSawALittleMore() {
    for (Kind exact : new Kind[] {Kind.HEAD, Kind.CONTRACT}) {
      var one = new OwnScaffoldsTest();
      one.used(exact, 1, 0, 8, 20);
      one.used(Kind.PHRASE3, 2, 0, 8, 24);
      assertThat(one.of(Boards.range(0, 8)).scaffolds())
          .as("%s", exact)
          .isEqualTo(Boards.range(0, 1));
      one.used(Kind.PHRASE3, 2, 0, 8, 2);
      assertThat(one.of(Boards.range(0, 8)).scaffolds())
          .as("%s", exact)
          .isEqualTo(Boards.range(1, 2));
    }
  }

  @Test
  void variantsOfOnePlaceAreTakenTogether() {
    used(Kind.HEAD, 1, 0, 8, 10);
    used(Kind.HEAD, 2, 0, 12, 10);
    assertOwn(of(Boards.range(0, 10)), Boards.range(0, 12), 0, 1);
  }

  @Test
  void whoTriedItNowAndThenIsNotSteady() {
    used(Kind.HEAD, 1, 0, 8, 40);
    used(Kind.HEAD, 1, 8, 10, 3);
    assertOwn(of(Boards.range(0, 10)), Boards.range(0, 8), 0);
  }

  @Test
  void halfOfTheMembersShareIsSteadyEnough() {
    used(Kind.HEAD, 1, 0, 8, 40);
    used(Kind.HEAD, 1, 8, 10, 20);
    assertOwn(of(Boards.range(0, 8)), Boards.range(0, 10), 0);
  }

  /// Otherwise what tests a group would have chosen it.
  @Test
  void theTestingHalfHasNoSay() {
    Seeds.each(
        60,
        draw -> {
          var one = new OwnScaffoldsTest();
          var other = new OwnScaffoldsTest();
          for (int a = 1; a <= 12; a++) {
            var kind = draw.nextBoolean() ? Kind.HEAD : Kind.TAIL;
            long[] nominating = some(draw);
            Boards.used(one.board, kind, a, nominating, some(draw));
            Boards.used(other.board, kind, a, nominating, some(draw));
          }
          for (int from = 0; from < 90; from += 9) {
            assertThat(one.of(Boards.range(from, from + 12)))
                .isEqualTo(other.of(Boards.range(from, from + 12)));
          }
        });
  }

  private static long[] some(Draw draw) {
    long[] uses = new long[PEOPLE];
    int from = draw.nextInt(90);
    for (int i = from; i < Math.min(PEOPLE, from + 14); i++) {
      uses[i] = draw.nextInt(3) == 0 ? 0 : draw.nextInt(40);
    }
    return uses;
  }
}
