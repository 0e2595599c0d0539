// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.campaigns.Candidate.Reason;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NominatorTest {
  private static final int PEOPLE = 300;

  private final Board board = Boards.of(PEOPLE, 100);

  private void used(Kind kind, long artefact, int from, int until, long nominating, long testing) {
    var first = new long[PEOPLE];
    var second = new long[PEOPLE];
    Arrays.fill(first, from, until, nominating);
    Arrays.fill(second, from, until, testing);
    Boards.used(board, kind, artefact, first, second);
  }

  private List<Candidate> nominate() {
    var population = new Population(board);
    return new Nominator(board, population, new Holdings(board, population))
        .nominate()
        .candidates();
  }

  private void stood(long name, int from, int until) {
    long[] keys = java.util.stream.LongStream.rangeClosed(from + 1, until).toArray();
    board.docket.reject(name, 9, 1_000, Hashes.copyOf(keys, keys.length));
  }

  @Test
  void whoSharesAScaffoldIsNominatedOnceAndByTheExactMeansFirst() {
    used(Kind.HEAD, 1, 0, 8, 10, 10);
    List<Candidate> all = nominate();
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().members()).isEqualTo(Boards.range(0, 8));
    assertThat(all.getFirst().material()).isEqualTo(80);
    assertThat(all.getFirst().reason()).isEqualTo(Reason.TEMPLATE);
    assertThat(all.getFirst().loose()).isFalse();
  }

  @Test
  void theNameDoesNotChangeWhileTheGroupGrows() {
    used(Kind.HEAD, 1, 0, 8, 10, 10);
    long name = nominate().getFirst().signature();
    used(Kind.HEAD, 1, 0, 14, 10, 10);
    assertThat(nominate().getFirst().signature()).isEqualTo(name);
    assertThat(nominate().getFirst().members()).isEqualTo(Boards.range(0, 14));
  }

  @Test
  void usesOfTheTestingHalfNominateNobody() {
    used(Kind.HEAD, 1, 0, 8, 0, 50);
    assertThat(nominate()).isEmpty();
  }

  @Test
  void fourAreNoGroup() {
    used(Kind.HEAD, 1, 0, 4, 50, 50);
    assertThat(nominate()).isEmpty();
  }

  @Test
  void whatMostOfTheTownUsesIsPublic() {
    used(Kind.HEAD, 1, 0, 201, 10, 10);
    assertThat(nominate()).isEmpty();
    used(Kind.TAIL, 2, 0, 200, 10, 10);
    assertThat(nominate()).anyMatch(c -> c.members().equals(Boards.range(0, 200)));
  }

  @Test
  void whatEachUsedOnceIsAPopularTextAndNoScaffold() {
    used(Kind.HEAD, 1, 0, 30, 1, 1);
    assertThat(nominate()).noneMatch(c -> !c.loose());
    used(Kind.HEAD, 1, 0, 30, 1, 1);
    assertThat(nominate()).anyMatch(c -> !c.loose());
  }

  @Test
  void whoPassesThingsToEachOtherIsNominated() {
    for (int round = 0; round < 4; round++) {
      Boards.ring(board, 6);
    }
    assertThat(nominate())
        .singleElement()
        .satisfies(c -> assertThat(c.reason()).isEqualTo(Reason.FLOW))
        .satisfies(c -> assertThat(c.members()).isEqualTo(Boards.range(0, 6)));
  }

  @Test
  void whoSharesACardIsNominated() {
    used(Kind.PAYMENT, 1, 10, 20, 1, 0);
    assertThat(nominate())
        .singleElement()
        .satisfies(c -> assertThat(c.reason()).isEqualTo(Reason.IDENTITY))
        .satisfies(c -> assertThat(c.members()).isEqualTo(Boards.range(10, 20)));
  }

  @Test
  void mostMaterialComesFirstAndExactBeforeLoose() {
    used(Kind.HEAD, 1, 0, 8, 10, 10);
    used(Kind.TAIL, 2, 20, 28, 30, 30);
    used(Kind.PHRASE0, 3, 40, 48, 90, 90);
    List<Candidate> all = nominate();
    assertThat(all.stream().map(Candidate::members).toList())
        .containsExactly(Boards.range(20, 28), Boards.range(0, 8), Boards.range(40, 48));
    assertThat(all.getLast().loose()).isTrue();
  }

  @Test
  void aGroupThatStoodIsNominatedFirstUnderItsNameThoughNothingElseWouldFindIt() {
    used(Kind.HEAD, 1, 0, 8, 10, 10);
    stood(4_711, 20, 26);
    List<Candidate> all = nominate();
    assertThat(all).hasSize(2);
    Candidate before = all.getFirst();
    assertThat(before.reason()).isEqualTo(Reason.STOOD);
    assertThat(before.signature()).isEqualTo(4_711);
    assertThat(before.members()).isEqualTo(Boards.range(20, 26));
  }

  @Test
  void aGroupThatStoodTakesThePlaceOfTheSameMembersFoundAgain() {
    used(Kind.HEAD, 1, 0, 8, 10, 10);
    stood(4_711, 0, 8);
    assertThat(nominate()).extracting(Candidate::reason).containsExactly(Reason.STOOD);
  }

  @Test
  void membersThatAreKnownNoMoreAreLeftOut() {
    stood(4_711, 290, 310);
    assertThat(nominate().getFirst().members()).isEqualTo(Boards.range(290, 300));
  }

  /// No two scaffolds have the same users, and nobody uses them all.
  @Test
  void whoSharesManyHabitsIsNominatedThoughNoScaffoldHoldsThemAll() {
    var draw = new Draw(5);
    for (int a = 1; a <= 80; a++) {
      var uses = new long[PEOPLE];
      for (int i : draw.sample(20, 5)) {
        uses[i] = 20;
      }
      Boards.used(board, Kind.ofPhrase(a), a, uses, uses);
    }
    assertThat(nominate()).anyMatch(c -> c.members().equals(Boards.range(0, 20)));
  }
}
