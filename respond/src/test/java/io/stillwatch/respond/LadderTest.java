// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static io.stillwatch.respond.Cases.DAY;
import static io.stillwatch.respond.Cases.KEY;
import static io.stillwatch.respond.Cases.START;
import static io.stillwatch.respond.Cases.at;
import static io.stillwatch.respond.Cases.campaign;
import static io.stillwatch.respond.Cases.group;
import static io.stillwatch.respond.Cases.live;
import static io.stillwatch.respond.Cases.policy;
import static io.stillwatch.respond.Cases.rule;
import static io.stillwatch.respond.Cases.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Undo;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LadderTest {
  /// What stands after each of so many days, one round a day.
  private static List<String> days(Policy policy, Situation first, int days) {
    List<String> rungs = new ArrayList<>();
    List<Decision> all = first.decisions();
    for (int day = 0; day < days; day++) {
      Situation today = later(first, day).with(all);
      all = new Ladder(policy, KEY).decide(today).after(all);
      long now = today.now();
      rungs.add(
          String.join(",", told(all.stream().filter(decision -> decision.stands(now)).toList())));
    }
    return rungs;
  }

  private static Situation later(Situation first, int days) {
    return new Situation(
        first.now() + days * DAY,
        first.campaigns(),
        first.withdrawn(),
        first.accounts(),
        first.decisions(),
        first.protections(),
        first.reviews());
  }

  @Test
  void anAccountClimbsOneRungAtATime() {
    assertThat(days(policy(live("narrow")), at(START, campaign("a")), 9))
        .containsSubsequence("a watch", "a slow", "a verify", "a narrow")
        .startsWith("a watch")
        .endsWith("a narrow");
  }

  @Test
  void aRungIsFeltForAsLongAsThePolicySaysBeforeTheNext() {
    var policy = policy(live("narrow"));
    var first = new Ladder(policy, KEY).decide(at(START, campaign("a")));
    var soon = at(START + DAY - 1, campaign("a")).with(first.live());
    var late = at(START + DAY, campaign("a")).with(first.live());

    assertThat(new Ladder(policy, KEY).decide(soon).live()).isEmpty();
    assertThat(told(new Ladder(policy, KEY).decide(late).live())).containsExactly("a slow");
  }

  @Test
  void aRuleMaySaySoAndGoThereAtOnce() {
    var policy = policy(live("narrow").replace("at-once = false", "at-once = true"));

    assertThat(told(new Ladder(policy, KEY).decide(at(START, campaign("a"))).live()))
        .containsExactly("a narrow");
  }

  @Test
  void eachRungDoesWhatThePolicySays() {
    String text = Cases.text(live("suspend").replace("at-once = false", "at-once = true"));
    Remedies remedies =
        Policy.parse(text.replace("mark-key = \"\"", "mark-key = \"autumn\"")).remedies();

    assertThat(remedies.on(Rung.SLOW)).contains(new Remedy.Slow(0.5));
    assertThat(remedies.on(Rung.MARK)).contains(new Remedy.Mark("autumn"));
    assertThat(Policy.parse(text).remedies().on(Rung.MARK)).isEmpty();
  }

  @Test
  void theMarkIsARungOnlyWhereThereIsAKey() {
    String text =
        Cases.text(live("suspend")).replace("four-eyes-more-than = 0", "four-eyes-more-than = 5");

    assertThat(days(Policy.parse(text), at(START, campaign("a")), 12))
        .containsSubsequence("a narrow", "a suspend")
        .doesNotContain("a mark");
    assertThat(
            days(
                Policy.parse(text.replace("mark-key = \"\"", "mark-key = \"k\"")),
                at(START, campaign("a")),
                12))
        .containsSubsequence("a narrow", "a mark", "a suspend");
  }

  @Test
  void aSecondRoundOnTheSameDecidesNothing() {
    var ladder = new Ladder(policy(live("suspend"), rule("s", "shadow", "slow", "true")), KEY);
    Situation situation = at(START, campaign("a", "b"));
    var first = ladder.decide(situation);

    var again = ladder.decide(situation.with(first.after(List.of())));

    assertThat(first.live()).hasSize(2);
    assertThat(again.live()).isEmpty();
    assertThat(again.shadow()).isEmpty();
    assertThat(again.undone()).isEmpty();
    assertThat(ladder.decide(situation)).isEqualTo(first);
  }

  @Test
  void everyDecisionSaysWhyAndEndsByItself() {
    var decision =
        new Ladder(policy(live("watch")), KEY).decide(at(START, campaign("a"))).live().getFirst();

    assertThat(decision.grounds().reason()).isEqualTo("It was seen.");
    assertThat(decision.grounds().rule()).isEqualTo("up-to-watch");
    assertThat(decision.grounds().people()).isEmpty();
    assertThat(decision.grounds().evidence().campaign()).isEqualTo("c-1");
    assertThat(decision.grounds().evidence().log10Control()).isEqualTo(17);
    assertThat(decision.term().until()).isEqualTo(START + 14 * DAY);
    assertThat(decision.inForce(START)).isTrue();
    assertThat(decision.inForce(START + 14 * DAY)).isFalse();
  }

  @Test
  void itIsRenewedWhileTheFindingStands() {
    assertThat(days(policy(live("watch")), at(START, campaign("a")), 60)).containsOnly("a watch");
  }

  @Test
  void whenTheFindingIsWithdrawnEverythingIsUndoneAtOnce() {
    var ladder = new Ladder(policy(live("slow"), rule("s", "shadow", "watch", "true")), KEY);
    Situation found = at(START, campaign("a", "b"));
    var decided = ladder.decide(found).after(List.of());

    Situation after = Cases.withdrawn(at(START + DAY, campaign("b")).with(decided), "a");
    var outcome = ladder.decide(after);

    assertThat(outcome.undone())
        .filteredOn(Undo::lifts)
        .hasSize(2)
        .allSatisfy(undo -> assertThat(undo.why()).isEqualTo("The finding was withdrawn."))
        .allSatisfy(undo -> assertThat(undo.at()).isEqualTo(START + DAY));
    assertThat(outcome.after(decided))
        .filteredOn(decision -> decision.account().equals("a"))
        .noneMatch(decision -> decision.inForce(START + DAY));
  }

  @Test
  void whatWasReplacedAndIsStillInForceIsUndoneToo() {
    var ladder =
        new Ladder(policy(live("verify").replace("at-once = false", "at-once = true")), KEY);
    var slow = new Ladder(policy(live("slow").replace("at-once = false", "at-once = true")), KEY);
    var decided = slow.decide(at(START, campaign("a"))).after(List.of());
    long up = START + 3 * DAY;
    decided = ladder.decide(at(up, campaign("a")).with(decided)).after(decided);
    assertThat(decided).anyMatch(decision -> decision.inForce(up + 1));

    var gone = Cases.withdrawn(at(up + 1).with(decided), "a");

    assertThat(ladder.decide(gone).after(decided)).noneMatch(decision -> decision.lasts(up + 1));
  }

  @Test
  void silenceOfAnotherLogUndoesNothingAndRenewsNothing() {
    var ladder = new Ladder(policy(live("slow")), KEY);
    var decided = ladder.decide(at(START, campaign("a"))).after(List.of());

    var outcome = ladder.decide(at(START + 13 * DAY).with(decided));

    assertThat(outcome.undone()).isEmpty();
    assertThat(outcome.live()).isEmpty();
  }

  @Test
  void whenNoRuleAsksAnyLongerTheAccountStepsDown() {
    var decided = new Ladder(policy(live("slow")), KEY).decide(at(START, campaign("a")));
    var calmer = new Ladder(policy(rule("x", "live", "slow", "campaign.accounts > 5")), KEY);

    var outcome = calmer.decide(at(START + DAY, campaign("a")).with(decided.live()));

    assertThat(outcome.undone()).hasSize(1).allMatch(Undo::lifts);
    assertThat(outcome.live()).isEmpty();
  }

  @Test
  void whenARuleAsksForLessTheAccountStepsDownAtOnce() {
    var hard = policy(live("narrow").replace("at-once = false", "at-once = true"));
    var decided = new Ladder(hard, KEY).decide(at(START, campaign("a"))).after(List.of());
    long now = START + 2 * DAY;

    var outcome =
        new Ladder(policy(live("slow")), KEY).decide(at(now, campaign("a")).with(decided));

    assertThat(told(outcome.live())).containsExactly("a slow");
    assertThat(outcome.live().getFirst().term().from()).isEqualTo(now);
    assertThat(outcome.after(decided).getFirst().inForce(now)).isFalse();
  }

  @Test
  void anIntermediaryIsAskedToProveItselfAtMost() {
    var policy = policy(live("refuse"));
    var world = at(START, group("c-1", Verdict.UNDECLARED_INTERMEDIARY, "a"));

    assertThat(days(policy, world, 20)).endsWith("a verify").doesNotContain("a narrow");
  }

  @Test
  void aCampaignThatTurnsOutToBeAnIntermediaryStepsDown() {
    var policy = policy(live("narrow").replace("at-once = false", "at-once = true"));
    var ladder = new Ladder(policy, KEY);
    var decided = ladder.decide(at(START, campaign("a"))).after(List.of());
    var now = at(START + DAY, group("c-1", Verdict.UNDECLARED_INTERMEDIARY, "a")).with(decided);

    assertThat(told(ladder.decide(now).live())).containsExactly("a verify");
  }

  @Test
  void aGroupThatIsOnlyWatchedByNowIsLetGo() {
    var ladder = new Ladder(policy(live("slow")), KEY);
    var decided = ladder.decide(at(START, campaign("a"))).after(List.of());
    var now = at(START + DAY, group("c-1", Verdict.WATCH, "a")).with(decided);

    assertThat(ladder.decide(now).after(decided))
        .noneMatch(decision -> decision.lasts(START + DAY));
  }

  @Test
  void aContractedCustomerIsWatchedAtMostByRules() {
    var world =
        Cases.knowing(at(START, campaign("a", "b")), Cases.account("a", "contracted", Map.of()));

    assertThat(days(policy(live("narrow")), world, 9)).endsWith("a watch,b narrow");
  }

  @Test
  void factsThatARuleLookedAtStandInTheDecision() {
    var policy = policy(rule("x", "live", "watch", "!has(facts.programme) || true"));
    var world =
        Cases.knowing(at(START, campaign("a")), Cases.account("a", "", Map.of("region", "r1")));

    assertThat(new Ladder(policy, KEY).decide(world).live().getFirst().grounds().facts())
        .containsExactly(Map.entry("region", "r1"));
  }

  @Test
  void aRuleThatCannotBeAskedDecidesNothingAndSaysSo() {
    var policy = policy(rule("x", "live", "watch", "facts.region == \"r1\""));

    var outcome = new Ladder(policy, KEY).decide(at(START, campaign("a", "b")));

    assertThat(outcome.live()).isEmpty();
    assertThat(outcome.faults()).hasSize(1).allMatch(fault -> fault.startsWith("rule x: "));
  }

  @Test
  void aDraftDecidesNothing() {
    var outcome =
        new Ladder(policy(rule("x", "draft", "watch", "true")), KEY)
            .decide(at(START, campaign("a")));

    assertThat(outcome.live()).isEmpty();
    assertThat(outcome.shadow()).isEmpty();
  }

  @Test
  void whatAShadowRuleDecidesIsNeverForAnEnforcer() {
    var policy =
        policy(
            rule("s", "shadow", "suspend", "true").replace("at-once = false", "at-once = true"),
            live("watch"));
    var outcome = new Ladder(policy, KEY).decide(at(START, campaign("a", "b")));

    assertThat(told(outcome.live())).containsExactly("a watch", "b watch");
    assertThat(told(outcome.shadow())).containsExactly("a suspend", "b suspend");
    assertThat(outcome.shadow())
        .allMatch(decision -> decision.mode() == Mode.SHADOW)
        .noneMatch(decision -> decision.inForce(decision.term().from()));
    assertThat(outcome.proposals()).isEmpty();
    assertThat(policy.tier("paid").under(outcome.shadow(), START + DAY))
        .isEqualTo(policy.tier("paid"));
  }
}
