// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Family;
import io.stillwatch.model.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Docs: docs/adr/0006-verdict-rule.md. Evidence is given as decimal logarithms.
class RulingTest {
  private static final int[] SIX = {0, 1, 2, 3, 4, 5};

  /// Six accounts with a scaffold of their own, half of whose exchanges used it.
  private static final Group HARVESTERS = group(10);

  /// The same, but it is one exchange in fifty.
  private static final Group DABBLERS = group(1);

  /// Six accounts without a scaffold of their own.
  private static final Group BARE = bare(6);

  /// The same, but nothing passed between them.
  private static final Group UNLINKED = bare(0);

  private static Group group(int uses) {
    Board board = Boards.of(40, uses == 1 ? 100 : 4L * uses);
    Boards.scaffold(board, 1234, 6, uses);
    Boards.ring(board, 6);
    return Boards.group(board, SIX);
  }

  private static Group bare(int linked) {
    Board board = Boards.of(6, 100);
    Boards.ring(board, linked);
    return Boards.group(board, SIX);
  }

  /// The harvesters, so many of whose 240 pieces of work are done on each other's replies.
  private static Group recirculating(int pasted) {
    Board board = Boards.of(40, 40);
    Boards.scaffold(board, 1234, 6, 10);
    Boards.ring(board, 6);
    Boards.pasted(board, 6, pasted);
    return Boards.group(board, SIX);
  }

  /// The harvesters, who passed one thing to each other and so many to people outside.
  private static Group open(int outward) {
    Board board = Boards.of(40, 40);
    Boards.scaffold(board, 1234, 6, 10);
    Boards.ring(board, 6);
    Boards.outward(board, 6, outward);
    return Boards.group(board, SIX);
  }

  private static Map<Family, Term> terms(Object... familyAndLog10) {
    var terms = new EnumMap<Family, Term>(Family.class);
    for (int i = 0; i < familyAndLog10.length; i += 2) {
      Family family = (Family) familyAndLog10[i];
      double logE = ((Number) familyAndLog10[i + 1]).doubleValue() * Math.log(10);
      terms.put(family, new Term(family, "", 0, 0, logE, "", "", 0));
    }
    return terms;
  }

  @Test
  void theGroupsAreWhatTheyAreSaidToBe() {
    assertThat(HARVESTERS.own.isEmpty()).isFalse();
    assertThat(HARVESTERS.harvested() * 2).isEqualTo(HARVESTERS.works());
    assertThat(DABBLERS.harvested() * 50).isEqualTo(DABBLERS.works());
    assertThat(BARE.own.isEmpty()).isTrue();
  }

  @Test
  void nothingToGoByIsWatched() {
    assertThat(Ruling.of(HARVESTERS, terms(), "")).isEqualTo(Verdict.WATCH);
  }

  @Test
  void harvestingAloneAccusesNobody() {
    assertThat(Ruling.of(HARVESTERS, terms(Family.X, 9), "")).isEqualTo(Verdict.WATCH);
  }

  @Test
  void aFlowWithHarvestIsACampaign() {
    for (Family flow : new Family[] {Family.E1, Family.E3}) {
      assertThat(Ruling.of(HARVESTERS, terms(flow, 2.1, Family.X, 2.1), ""))
          .isEqualTo(Verdict.CAMPAIGN);
    }
  }

  @Test
  void aFlowWithoutHarvestIsAnIntermediary() {
    assertThat(Ruling.of(HARVESTERS, terms(Family.E1, 9), ""))
        .isEqualTo(Verdict.UNDECLARED_INTERMEDIARY);
    assertThat(Ruling.of(HARVESTERS, terms(Family.E1, 9, Family.X, 1.2), ""))
        .isEqualTo(Verdict.UNDECLARED_INTERMEDIARY);
  }

  @Test
  void replayingSealedReasoningIsHarvestByItself() {
    assertThat(Ruling.of(HARVESTERS, terms(Family.E2, 2.1), "")).isEqualTo(Verdict.CAMPAIGN);
  }

  @Test
  void flowsThatTouchFewOfTheMembersSayNothingOfTheGroup() {
    assertThat(Ruling.of(UNLINKED, terms(Family.E1, 9, Family.X, 9), "")).isEqualTo(Verdict.WATCH);
    assertThat(Ruling.promising(UNLINKED, terms(Family.E1, 9))).isFalse();
  }

  @Test
  void aFlowBelowItsLineIsWatched() {
    assertThat(Ruling.of(HARVESTERS, terms(Family.E1, 1.9, Family.X, 9), ""))
        .isEqualTo(Verdict.WATCH);
  }

  @Test
  void anEvenSplitNeedsCompany() {
    assertThat(Ruling.of(HARVESTERS, terms(Family.E5, 99, Family.X, 9), ""))
        .isEqualTo(Verdict.WATCH);
    for (Family company : new Family[] {Family.E6, Family.E9, Family.E10}) {
      assertThat(Ruling.of(HARVESTERS, terms(Family.E5, 4.1, company, 1.4, Family.X, 9), ""))
          .isEqualTo(Verdict.CAMPAIGN);
      assertThat(Ruling.of(HARVESTERS, terms(Family.E5, 4.1, company, 1.2, Family.X, 9), ""))
          .isEqualTo(Verdict.WATCH);
    }
  }

  @Test
  void anEvenSplitWithAPlainReasonIsWatchedAndAFlowIsNotExcused() {
    Map<Family, Term> even = terms(Family.E5, 99, Family.E6, 9, Family.X, 9);
    assertThat(Ruling.of(HARVESTERS, even, "a class")).isEqualTo(Verdict.WATCH);
    assertThat(Ruling.of(HARVESTERS, terms(Family.E1, 9, Family.X, 9), "a class"))
        .isEqualTo(Verdict.CAMPAIGN);
  }

  @Test
  void replicasAreNoCompany() {
    assertThat(Ruling.of(HARVESTERS, terms(Family.E5, 99, Family.E4, 99, Family.X, 99), ""))
        .isEqualTo(Verdict.WATCH);
  }

  @Test
  void companyWithoutAnEvenSplitIsWatched() {
    assertThat(
            Ruling.of(
                HARVESTERS, terms(Family.E6, 9, Family.E9, 9, Family.E10, 9, Family.X, 9), ""))
        .isEqualTo(Verdict.WATCH);
  }

  @Test
  void harvestThatIsASmallShareOfTheTrafficIsAnIntermediary() {
    assertThat(Ruling.of(DABBLERS, terms(Family.E1, 9, Family.X, 9), ""))
        .isEqualTo(Verdict.UNDECLARED_INTERMEDIARY);
  }

  @Test
  void withoutAScaffoldOfItsOwnTheShareIsNotAsked() {
    assertThat(Ruling.of(BARE, terms(Family.E1, 9, Family.X, 9), "")).isEqualTo(Verdict.CAMPAIGN);
  }

  @Test
  void onlyAFamilyThatCanConvictIsPromising() {
    assertThat(Ruling.promising(HARVESTERS, terms(Family.E1, 2.1))).isTrue();
    assertThat(Ruling.promising(HARVESTERS, terms(Family.E5, 4.1))).isTrue();
    assertThat(Ruling.promising(HARVESTERS, terms(Family.E4, 99, Family.E6, 99, Family.X, 99)))
        .isFalse();
    assertThat(Ruling.promising(HARVESTERS, terms())).isFalse();
  }

  @Test
  void workingOnEachOthersRepliesIsHarvestByItself() {
    assertThat(Ruling.of(recirculating(24), terms(Family.E3, 2.1), "")).isEqualTo(Verdict.CAMPAIGN);
    assertThat(Ruling.of(recirculating(23), terms(Family.E3, 2.1), ""))
        .isEqualTo(Verdict.UNDECLARED_INTERMEDIARY);
    assertThat(Ruling.of(recirculating(24), terms(Family.E3, 1.9), "")).isEqualTo(Verdict.WATCH);
  }

  @Test
  void flowsThatMostlyLeaveTheGroupSayNothingOfIt() {
    Map<Family, Term> terms = terms(Family.E1, 9, Family.X, 9);
    assertThat(open(6).links.closed()).isEqualTo(0.5);
    assertThat(Ruling.of(open(6), terms, "")).isEqualTo(Verdict.CAMPAIGN);
    assertThat(Ruling.of(open(7), terms, "")).isEqualTo(Verdict.WATCH);
    assertThat(Ruling.promising(open(7), terms)).isFalse();
  }

  @Test
  void strengthIsTheLargestThatConvictsAndFlowsCountByTheShareThatStaysWithin() {
    double ten = Math.log(10);
    assertThat(Ruling.strength(open(0), terms(Family.E1, 9, Family.E3, 4))).isEqualTo(9 * ten);
    assertThat(Ruling.strength(open(6), terms(Family.E1, 9, Family.E5, 4.2))).isEqualTo(4.5 * ten);
    assertThat(Ruling.strength(open(6), terms(Family.E1, 9, Family.E5, 5))).isEqualTo(5 * ten);
    assertThat(Ruling.strength(open(7), terms(Family.E1, 9, Family.E5, 3.9))).isZero();
  }

  @Test
  void aGroupWithNeitherScaffoldNorFlowsIsNotTestable() {
    assertThat(Ruling.testable(UNLINKED)).isFalse();
    assertThat(Ruling.testable(BARE)).isTrue();
    assertThat(Ruling.testable(HARVESTERS)).isTrue();
  }
}
