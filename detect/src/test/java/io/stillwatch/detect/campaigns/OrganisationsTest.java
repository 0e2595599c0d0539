// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.stats.IntSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Principal 2 is an organisation with two accounts; its contract answers for it.
class OrganisationsTest {
  private final Board board = Boards.of(100, 100);

  OrganisationsTest() {
    board.take(new Clue.Seen(Boards.portrait(100, 3, 100)));
  }

  private List<IntSet> nominated() {
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    return new Nominator(board, population, holdings)
        .nominate().candidates().stream().map(Candidate::members).toList();
  }

  private static IntSet others(int until) {
    return Boards.range(0, until).filter(i -> i != 2);
  }

  @Test
  void anOrganisationIsNotNominatedWithTheUsersOfItsScaffold() {
    Boards.used(board, Kind.HEAD, 1, Boards.each(8, 10), Boards.each(8, 10));
    assertThat(nominated()).containsOnly(others(8));
  }

  @Test
  void anOrganisationIsNotNominatedForItsCard() {
    Boards.used(board, Kind.PAYMENT, 1, Boards.each(10, 1), new long[10]);
    assertThat(nominated()).containsOnly(others(10));
  }

  @Test
  void whatAnOrganisationPassedOnNominatesNobody() {
    for (int round = 0; round < 4; round++) {
      Boards.ring(board, 5);
    }
    assertThat(nominated()).isEmpty();
  }

  @Test
  void anOrganisationIsNoUserOfAGroupsOwnScaffold() {
    Boards.used(board, Kind.HEAD, 1, Boards.each(8, 10), Boards.each(8, 10));
    Group group = Boards.group(board, 0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(group.members).containsExactly(0, 1, 3, 4, 5, 6, 7);
  }

  @Test
  void theWorkOfAnOrganisationIsThatOfAllItsAccounts() {
    var population = new Population(board);
    assertThat(population.works(2)).isEqualTo(200);
    assertThat(population.works(3)).isEqualTo(100);
    assertThat(population.size()).isEqualTo(100);
  }
}
