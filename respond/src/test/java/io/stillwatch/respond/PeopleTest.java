// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static io.stillwatch.respond.Cases.DAY;
import static io.stillwatch.respond.Cases.HOUR;
import static io.stillwatch.respond.Cases.KEY;
import static io.stillwatch.respond.Cases.START;
import static io.stillwatch.respond.Cases.at;
import static io.stillwatch.respond.Cases.campaign;
import static io.stillwatch.respond.Cases.group;
import static io.stillwatch.respond.Cases.live;
import static io.stillwatch.respond.Cases.many;
import static io.stillwatch.respond.Cases.policy;
import static io.stillwatch.respond.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Protection.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What waits for people, and what people's words do.
class PeopleTest {
  private static final Approval TWO =
      new Approval(List.of("Ada", "Ben"), "We read all of it.", START + HOUR);

  private static Ladder ladder(String remedy) {
    return new Ladder(policy(live(remedy).replace("at-once = false", "at-once = true")), KEY);
  }

  private static Ladder ladder(String remedy, String limit, String set) {
    return new Ladder(
        Policy.parse(
            Cases.text(live(remedy).replace("at-once = false", "at-once = true"))
                .replace(limit, set)),
        KEY);
  }

  @Test
  void noRuleSuspendsAnybodyUnlessThePolicyLetsIt() {
    var outcome = ladder("suspend").decide(at(START, campaign("a", "b")));

    assertThat(outcome.live()).isEmpty();
    assertThat(outcome.proposals()).hasSize(1);
    Proposal proposal = outcome.proposals().getFirst();
    assertThat(proposal.rung()).isEqualTo(Rung.SUSPEND);
    assertThat(proposal.people()).isEqualTo(2);
    assertThat(proposal.decisions()).hasSize(2);
    assertThat(proposal.why()).contains("2 accounts on rung suspend");
  }

  @Test
  void upToTheLimitARuleSuspendsAlone() {
    var ladder = ladder("suspend", "four-eyes-more-than = 0", "four-eyes-more-than = 2");

    assertThat(told(ladder.decide(at(START, campaign("a", "b"))).live()))
        .containsExactly("a suspend", "b suspend");
    assertThat(ladder.decide(at(START, campaign("a", "b", "c"))).live()).isEmpty();
  }

  @Test
  void manySmallRoundsDoNotDoWhatOneLargeRoundMayNot() {
    var ladder = ladder("suspend", "four-eyes-more-than = 0", "four-eyes-more-than = 2");
    var decided = ladder.decide(at(START, campaign("a", "b"))).after(List.of());

    var next = ladder.decide(at(START + HOUR, campaign("a", "b", "c")).with(decided));
    var nextDay = ladder.decide(at(START + DAY, campaign("a", "b", "c")).with(decided));

    assertThat(next.live()).isEmpty();
    assertThat(next.proposals()).hasSize(1);
    assertThat(told(nextDay.live())).containsExactly("c suspend");
  }

  @Test
  void nobodyIsRefusedWithoutTwoPeopleWhateverThePolicySays() {
    var ladder =
        new Ladder(
            Policy.parse(
                Cases.text(live("refuse").replace("at-once = false", "at-once = true"))
                    .replace("at-most = \"suspend\"", "at-most = \"refuse\"")
                    .replace("four-eyes-more-than = 0", "four-eyes-more-than = 1000")),
            KEY);

    var outcome = ladder.decide(at(START, campaign("a")));

    assertThat(outcome.live()).isEmpty();
    assertThat(outcome.proposals().getFirst().people()).isEqualTo(2);
  }

  @Test
  void aBulkActionShowsItsCountAndWaitsForAPerson() {
    var ladder = ladder("slow");

    assertThat(ladder.decide(at(START, campaign(many(100)))).live()).hasSize(100);
    var held = ladder.decide(at(START, campaign(many(101))));
    assertThat(held.live()).isEmpty();
    assertThat(held.proposals().getFirst().decisions()).hasSize(101);
    assertThat(held.proposals().getFirst().people()).isEqualTo(1);
    assertThat(held.proposals().getFirst().why())
        .isEqualTo("101 accounts on rung slow within a day; rules alone may take 100 there.");
  }

  /// As many as the largest campaigns had that anybody told of.
  @Test
  void twentyFourThousandAccountsAreOneProposal() {
    var ladder = ladder("suspend");
    Situation situation = at(START, campaign(many(24_000)));

    List<Proposal> proposals = ladder.decide(situation).proposals();
    var allowed = ladder.allow(proposals.getFirst(), TWO, situation);
    var calm = Cases.withdrawn(at(START + DAY).with(allowed.live()), many(24_000));

    assertThat(proposals).hasSize(1);
    assertThat(allowed.live()).hasSize(24_000);
    assertThat(ladder.decide(calm).undone()).hasSize(24_000);
  }

  @Test
  void watchingManyWaitsForNobody() {
    assertThat(ladder("watch").decide(at(START, campaign(many(500)))).live()).hasSize(500);
  }

  @Test
  void aProposalDoesNotPileUp() {
    var ladder = ladder("suspend");

    assertThat(ladder.decide(at(START + DAY, campaign("a", "b"))).proposals().getFirst().id())
        .isEqualTo(ladder.decide(at(START, campaign("a", "b"))).proposals().getFirst().id());
  }

  @Test
  void whoWaitsForPeopleStaysWhereItIs() {
    var policy = policy(live("suspend"));
    var ladder = new Ladder(policy, KEY);
    List<Decision> all = List.of();
    for (int day = 0; day < 60; day++) {
      all = ladder.decide(at(START + day * DAY, campaign("a")).with(all)).after(all);
    }

    long now = START + 59 * DAY;
    assertThat(told(all.stream().filter(decision -> decision.inForce(now)).toList()))
        .containsExactly("a narrow");
  }

  @Test
  void twoPeopleAndAReasonMakeItADecision() {
    var ladder = ladder("suspend");
    Situation situation = at(START, campaign("a", "b"));
    Proposal proposal = ladder.decide(situation).proposals().getFirst();

    var outcome = ladder.allow(proposal, TWO, situation);

    assertThat(told(outcome.live())).containsExactly("a suspend", "b suspend");
    Decision decision = outcome.live().getFirst();
    assertThat(decision.grounds().people()).containsExactly("Ada", "Ben");
    assertThat(decision.grounds().reason()).endsWith("Allowed by people: We read all of it.");
    assertThat(decision.term().at()).isEqualTo(START + HOUR);
    assertThat(ladder.decide(situation.with(outcome.live())).proposals()).isEmpty();
    assertThat(ladder.allow(proposal, TWO, situation.with(outcome.live())).live()).isEmpty();
  }

  @Test
  void onePersonIsNotTwo() {
    var ladder = ladder("suspend");
    Situation situation = at(START, campaign("a"));
    Proposal proposal = ladder.decide(situation).proposals().getFirst();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ladder.allow(proposal, new Approval(List.of("Ada"), "Yes.", START), situation))
        .withMessage("suspend of 1 accounts waits for 2 different people; 1 allowed it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Approval(List.of("Ada", " ada "), "Yes.", START));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Approval(List.of("Ada", "Ben"), " ", START));
  }

  @Test
  void whatIsAllowedLateIsHeldAgainstTheNewestFindings() {
    var ladder = ladder("suspend");
    Proposal proposal = ladder.decide(at(START, campaign("a", "b", "c"))).proposals().getFirst();

    var now =
        Cases.shielded(
            at(START + DAY, campaign("b", "c"), group("c-2", Verdict.WATCH, "a")),
            "b",
            Kind.UNDER_REVIEW);

    assertThat(told(ladder.allow(proposal, TWO, now).live())).containsExactly("c suspend");
    var contracted = Cases.knowing(now, Cases.account("c", "contracted", Map.of()));
    assertThat(ladder.allow(proposal, TWO, contracted).live()).isEmpty();
  }

  @Test
  void whatPeopleAllowedIsUndoneWhenTheFindingIsWithdrawn() {
    var ladder = ladder("suspend");
    Situation situation = at(START, campaign("a"));
    var decided =
        ladder.allow(ladder.decide(situation).proposals().getFirst(), TWO, situation).live();

    var gone = Cases.withdrawn(at(START + DAY).with(decided), "a");

    assertThat(ladder.decide(gone).after(decided)).noneMatch(d -> d.lasts(START + DAY));
  }

  @Test
  void whatAPersonAllowedForManyIsRenewedAndGoesOnOnlyWithPeople() {
    var ladder = new Ladder(policy(live("verify")), KEY);
    String[] accounts = many(101);
    List<Decision> all = List.of();
    List<String> waiting = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      Situation today = at(START + day * DAY, campaign(accounts)).with(all);
      Outcome outcome = ladder.decide(today);
      all = outcome.after(all);
      for (Proposal proposal : outcome.proposals()) {
        waiting.add(proposal.rung().word());
        if (proposal.rung() == Rung.SLOW) {
          var one = new Approval(List.of("Ada"), "All of one crew.", today.now());
          all = ladder.allow(proposal, one, today.with(all)).after(all);
        }
      }
    }

    long now = START + 39 * DAY;
    assertThat(all.stream().filter(decision -> decision.inForce(now)))
        .hasSize(101)
        .allMatch(decision -> decision.remedy().rung() == Rung.SLOW)
        .allMatch(decision -> decision.grounds().people().equals(List.of("Ada")));
    assertThat(waiting).containsOnlyOnce("slow").contains("verify");
  }

  @Test
  void whomPeopleShutOutOnlyPeopleShutOutAgain() {
    var ladder = ladder("suspend");
    Situation situation = at(START, campaign("a"));
    var decided =
        ladder.allow(ladder.decide(situation).proposals().getFirst(), TWO, situation).live();

    var late = ladder.decide(at(START + 14 * DAY, campaign("a")).with(decided));
    var over = ladder.decide(at(START + 16 * DAY, campaign("a")).with(decided));

    assertThat(late.live()).isEmpty();
    assertThat(over.live()).isEmpty();
    assertThat(over.proposals()).hasSize(1);
  }

  @Test
  void anAccountUnderReviewStaysWhereItIs() {
    var ladder = new Ladder(policy(live("narrow")), KEY);
    var decided = ladder.decide(at(START, campaign("a", "b"))).after(List.of());
    var appealed =
        Cases.shielded(
            at(START + 2 * DAY, campaign("a", "b")).with(decided), "a", Kind.UNDER_REVIEW);

    var outcome = ladder.decide(appealed);

    assertThat(told(outcome.live())).containsExactly("b slow");
    assertThat(outcome.after(decided))
        .filteredOn(decision -> decision.account().equals("a"))
        .allMatch(decision -> decision.inForce(START + 2 * DAY));
  }

  @Test
  void aClearedAccountIsLetGoAndTheOldFindingCountsNoMore() {
    var ladder = new Ladder(policy(live("slow")), KEY);
    var decided = ladder.decide(at(START, campaign("a"))).after(List.of());
    var cleared = Cases.shielded(at(START + DAY, campaign("a")).with(decided), "a", Kind.CLEARED);

    var outcome = ladder.decide(cleared);

    assertThat(outcome.live()).isEmpty();
    assertThat(outcome.undone()).hasSize(1).allMatch(undo -> undo.by().equals("Ada"));
    assertThat(ladder.decide(cleared.with(outcome.after(decided))).live()).isEmpty();
  }

  @Test
  void aNewFindingCountsForAClearedAccountAndNotForAProtectedOne() {
    var ladder = new Ladder(policy(live("slow")), KEY);
    Situation before = at(START - DAY, campaign("a"));

    for (Kind kind : Kind.values()) {
      Situation now = Cases.shielded(before, "a", kind);
      Situation later =
          new Situation(
              START + DAY,
              now.campaigns(),
              now.withdrawn(),
              now.accounts(),
              List.of(),
              now.protections(),
              List.of());
      assertThat(ladder.decide(later).live().isEmpty()).isEqualTo(kind != Kind.CLEARED);
    }
  }

  @Test
  void aProtectionEnds() {
    var ladder = new Ladder(policy(live("slow")), KEY);
    Situation now = Cases.shielded(at(START, campaign("a")), "a", Kind.PROTECTED);
    Situation later =
        new Situation(
            START + 90 * DAY,
            now.campaigns(),
            now.withdrawn(),
            now.accounts(),
            List.of(),
            now.protections(),
            List.of());

    assertThat(ladder.decide(now).live()).isEmpty();
    assertThat(ladder.decide(later).live()).hasSize(1);
  }

  @Test
  void aRuleThatReviewersOverturnFallsBackToShadow() {
    var ladder = new Ladder(policy(live("slow")), KEY);
    List<Review> reviews = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var situation = Cases.reviewed(at(START, campaign("a")), reviews);
      assertThat(ladder.decide(situation).live()).as("after %d", i).hasSize(1);
      reviews.add(
          new Review("d-" + i, "up-to-slow", Review.Verdict.OVERTURNED, "Ada", "A school.", START));
    }

    var outcome = ladder.decide(Cases.reviewed(at(START, campaign("a")), reviews));

    assertThat(outcome.live()).isEmpty();
    assertThat(outcome.shadow()).hasSize(1);
  }

  @Test
  void howOftenARuleWasWrongComesWithItsBound() {
    // R: binom.test(0, 59, alternative = "less")$conf.int and binom.test(1, 10, ...)
    assertThat(new ReviewCount("x", 59, 0).wrongAtMost()).isBetween(0.0495, 0.0500);
    assertThat(new ReviewCount("x", 10, 1).wrongAtMost()).isBetween(0.394, 0.395);
    assertThat(new ReviewCount("x", 0, 0).wrongAtMost()).isEqualTo(1);
    assertThat(new ReviewCount("x", 4, 4).wrongAtMost()).isEqualTo(1);
    // R: binom.test(4, 10)$conf.int, binom.test(0, 59), binom.test(3, 3)
    assertThat(new ReviewCount("x", 10, 4).wrong().least()).isBetween(0.12155, 0.12156);
    assertThat(new ReviewCount("x", 10, 4).wrong().most()).isBetween(0.73762, 0.73763);
    assertThat(new ReviewCount("x", 59, 0).wrong().least()).isZero();
    assertThat(new ReviewCount("x", 59, 0).wrong().most()).isBetween(0.0605, 0.0607);
    assertThat(new ReviewCount("x", 3, 3).wrong().least()).isBetween(0.2923, 0.2925);
    assertThat(new ReviewCount("x", 3, 3).wrong().most()).isEqualTo(1);
    assertThat(new ReviewCount("x", 0, 0).wrong()).isEqualTo(new ReviewCount.Interval(0, 1));
  }
}
