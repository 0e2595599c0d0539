// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CounterTest {
  private static final long START = 1_773_000_000_000L;
  private static final long HOUR = 3_600_000;

  private long now = START;
  private final Counter counter =
      new Counter(Policy.parse(Policy.standardText()), () -> Instant.ofEpochMilli(now));

  private void decided(Remedy remedy, Mode mode) {
    var grounds =
        new Grounds(
            "because",
            "a-rule",
            List.of(),
            new Snapshot("sw-1", Verdict.CAMPAIGN, 9, 3, 4, START),
            Collections.emptySortedMap());
    var decision =
        new Decision(
            "d-" + remedy.rung().word(),
            "a",
            remedy,
            grounds,
            new Term(START, START + HOUR, START + 9 * HOUR),
            mode,
            Optional.empty());
    var account = new Account("a", "paid", Collections.emptySortedMap());
    counter.know(List.of(account), Map.of("a", List.of(decision)));
  }

  private Answer ask(Feature... wants) {
    return counter.ask(new Question("a", Set.of(wants), 100, 100));
  }

  @Test
  void aDecisionTakesEffectWhenItsTermBeginsAndEndsWithIt() {
    decided(new Remedy.Suspend(), Mode.LIVE);
    assertThat(ask()).isInstanceOf(Answer.Go.class);
    assertThat(counter.inForce()).isEmpty();
    now = START + HOUR;
    assertThat(ask()).isEqualTo(new Answer.No("d-suspend", false));
    assertThat(counter.inForce()).hasSize(1);
    now = START + 9 * HOUR;
    assertThat(ask()).isInstanceOf(Answer.Go.class);
  }

  @Test
  void aDecisionInShadowReachesNobody() {
    decided(new Remedy.Refuse(), Mode.SHADOW);
    now = START + 2 * HOUR;
    assertThat(ask()).isInstanceOf(Answer.Go.class);
    assertThat(counter.inForce()).isEmpty();
  }

  @Test
  void whatIsWithheldIsSaidAndWhatTheTierLacksIsRefused() {
    decided(new Remedy.Narrow(new TreeSet<>(Set.of(Feature.SEVERAL_ANSWERS))), Mode.LIVE);
    now = START + 2 * HOUR;
    assertThat(ask(Feature.SEVERAL_ANSWERS, Feature.TEMPERATURE_ZERO))
        .isInstanceOfSatisfying(
            Answer.Go.class,
            go -> assertThat(go.without()).containsExactly(Feature.SEVERAL_ANSWERS));
    assertThat(ask(Feature.LOGPROBS))
        .isInstanceOfSatisfying(
            Answer.Lacks.class, lacks -> assertThat(lacks.feature()).isEqualTo(Feature.LOGPROBS));
  }

  @Test
  void aMarkIsNamedWithTheAnswer() {
    decided(new Remedy.Mark("key-7"), Mode.LIVE);
    now = START + 2 * HOUR;
    assertThat(ask())
        .isInstanceOfSatisfying(Answer.Go.class, go -> assertThat(go.mark()).isEqualTo("key-7"));
  }

  @Test
  void anEmptyBudgetSaysWhenToComeAgainAndWhetherADecisionCutIt() {
    decided(new Remedy.Slow(0.5), Mode.LIVE);
    now = START + 2 * HOUR;
    assertThat(last())
        .isInstanceOfSatisfying(Answer.Later.class, later -> assertThat(later.slowed()).isTrue());
    counter.know(List.of(), Map.of());
    assertThat(last())
        .isInstanceOfSatisfying(
            Answer.Later.class,
            later -> {
              assertThat(later.slowed()).isFalse();
              assertThat(later.id()).startsWith("t-");
              assertThat(later.retryAfter()).isPositive();
            });
  }

  /// What the counter says when it has been asked too often, each request settled at once.
  private Answer last() {
    Answer answer = ask();
    for (int i = 0;
        i < 1_000 && answer instanceof Answer.Go(var permit, var without, var mark);
        i++) {
      counter.settle(permit, new Used(10, 10));
      answer = ask();
    }
    return answer;
  }

  @Test
  void whoIsUnknownIsOnTheLowestTier() {
    assertThat(counter.ask(new Question("stranger", Set.of(Feature.LOGPROBS), 0, 0)))
        .isInstanceOf(Answer.Lacks.class);
    assertThat(counter.ask(Question.of("stranger"))).isInstanceOf(Answer.Go.class);
  }
}
