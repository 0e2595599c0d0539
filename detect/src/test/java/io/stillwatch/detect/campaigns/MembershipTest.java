// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.PoissonExcess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Twelve members with about fifty uses each, and whoever else is put beside them in a town of
/// 2,000.
class MembershipTest {
  private static final int CREW = 12;
  private static final int PEOPLE = 2_000;

  private final long[] works = Boards.each(PEOPLE, 100);
  private final long[] nominating = new long[PEOPLE];
  private final long[] testing = new long[PEOPLE];
  private final Board board = new Board();
  private int known = CREW;

  MembershipTest() {
    for (int i = 0; i < CREW; i++) {
      uses(i, 24 + i % 4, 23 + i % 5, 51 + i % 3);
    }
  }

  private void uses(int i, long first, long second, long work) {
    nominating[i] = first;
    testing[i] = second;
    works[i] = Math.max(work, first + second);
  }

  /// One more who used the scaffold.
  private int beside(long first, long second, long work) {
    uses(known, first, second, work);
    return known++;
  }

  private Group group;
  private FlowTest flows;

  private List<Membership.Belongs> named() {
    for (int i = 0; i < PEOPLE; i++) {
      board.take(new Clue.Seen(Boards.portrait(i, works[i])));
    }
    Boards.used(board, Kind.HEAD, 9, nominating, testing);
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    flows = new FlowTest(Family.E1, board, population, Portrait::firstTurns);
    Candidate candidate = Boards.candidate(77, IntStream.range(0, known).toArray());
    group = new Group(candidate, population, holdings, List.of(flows.passings()));
    return new Membership(group, population, holdings, List.of(flows)).at(0.01);
  }

  private static int[] numbers(List<Membership.Belongs> named) {
    return named.stream().mapToInt(Membership.Belongs::principal).toArray();
  }

  private static int[] crew() {
    return IntStream.range(0, CREW).toArray();
  }

  @Test
  void theCrewIsNamed() {
    assertThat(numbers(named())).isEqualTo(crew());
  }

  @Test
  void aStrayUserIsLookedAtAndNotNamed() {
    int once = beside(1, 0, 1);
    int twice = beside(1, 1, 3);
    assertThat(numbers(named())).isEqualTo(crew());
    assertThat(group.contains(once)).isTrue();
    assertThat(group.contains(twice)).isTrue();
  }

  @Test
  void aDataShopWithFiftyTimesTheUsesIsLookedAtAndNotNamed() {
    int shop = beside(1_250, 1_250, 2_500);
    assertThat(numbers(named())).isEqualTo(crew());
    assertThat(group.contains(shop)).isTrue();
  }

  @Test
  void aLateComerWhoWorksAsMembersDoIsNamed() {
    int late = beside(26, 25, 51);
    assertThat(numbers(named())).contains(late).hasSize(CREW + 1);
  }

  @Test
  void whoNeverUsedItIsNotNamedThoughNominated() {
    beside(0, 0, 50);
    beside(0, 30, 50);
    assertThat(numbers(named())).isEqualTo(crew());
  }

  @Test
  void withoutAScaffoldOfTheirOwnAndWithoutFlowsNobodyIsNamed() {
    Arrays.fill(nominating, 0);
    Arrays.fill(testing, 0);
    assertThat(named()).isEmpty();
  }

  @Test
  void whoPassesThingsToMembersIsNamedWithoutTheScaffold() {
    Arrays.fill(nominating, 0);
    Arrays.fill(testing, 0);
    for (int item = 1; item <= 60; item++) {
      board.take(new Flow(5, item, Family.E1, item % 6 + 1, (item + 1) % 6 + 1, item, item, false));
    }
    List<Membership.Belongs> named = named();
    assertThat(numbers(named)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(named.getFirst().because().toString()).contains("20 things passed");
  }

  @Test
  void oneThingThatPassedIsCountedOnceAndNamesNobody() {
    Arrays.fill(nominating, 0);
    Arrays.fill(testing, 0);
    for (int again = 1; again <= 60; again++) {
      board.take(new Flow(5, again, Family.E1, 1, 2, 71, again, false));
    }
    assertThat(named()).isEmpty();
  }

  /// e = (negative binomial of the crew / 99% bound * c^-1.5 / zeta(1.5) * fit of the share +
  /// flows) / 2.
  @Test
  void theEvidenceIsWhatThePlainSumsSay() {
    List<Membership.Belongs> named = named();
    long[] uses = Arrays.stream(crew()).mapToLong(i -> nominating[i] + testing[i]).toArray();
    double bound = PoissonExcess.upperRate(0, PEOPLE - CREW, 0.99);
    var shares = Shares.of(group.members, uses, new Population(board));
    assertThat(named).hasSize(CREW);
    for (Membership.Belongs one : named) {
      int used = (int) uses[one.principal()];
      double stranger = bound * Math.pow(used, -1.5) / zeta();
      double fit = Math.exp(shares.logFit(used, works[one.principal()]));
      double own = negativeBinomial(uses, used) / stranger * fit;
      double passed = Math.exp(flows.logE(0, works[one.principal()]));
      assertThat(one.logE()).isCloseTo(Math.log((own + passed) / 2), within(1e-6));
      assertThat(one.uses()).isEqualTo(used);
      assertThat(one.harvest()).isEqualTo(used / (double) works[one.principal()]);
    }
  }

  private static double negativeBinomial(long[] uses, int used) {
    double mean = Arrays.stream(uses).average().orElseThrow();
    double alpha = EvenSplit.fitAlpha(uses);
    double p = Math.pow(alpha / (mean + alpha), alpha);
    for (int c = 0; c < used; c++) {
      p *= (alpha + c) / (c + 1) * mean / (mean + alpha);
    }
    return p;
  }

  private static double zeta() {
    int n = 1_000_000;
    double sum = 2 / Math.sqrt(n + 0.5);
    for (int c = n; c > 0; c--) {
      sum += Math.pow(c, -1.5);
    }
    return sum;
  }
}
