// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final String OUTSIDER = "somebody else";

  private final Plan plan = Plans.plan(8, 6, 3);
  private final Timetable timetable = plan.design().timetable();
  private final Throttle throttle = new Throttle(plan);
  private final String focal = plan.focal().getFirst();
  private final String other =
      plan.design().members().stream()
          .filter(account -> !plan.focal().contains(account))
          .findFirst()
          .orElseThrow();

  private long treated(int pair) {
    return timetable.start(plan.treats(2 * pair) ? 2 * pair : 2 * pair + 1);
  }

  private long over(int pair) {
    return timetable.start(2 * pair + 1) + timetable.slot();
  }

  private void everybodyWasBusy() {
    plan.design().members().forEach(account -> throttle.count(account, timetable.from(), 1000));
    for (int slot = 0; slot < 12; slot++) {
      throttle.count(OUTSIDER, timetable.start(slot), 5000);
    }
  }

  @Test
  void aTouchedRequestIsToldWhenToComeBack() {
    everybodyWasBusy();

    assertThat(throttle.answer(other, treated(0)))
        .isEqualTo(new Answer.Wait(Duration.ofSeconds(30)));
    assertThat(throttle.answer(focal, treated(0))).isEqualTo(new Answer.Pass());
    assertThat(throttle.answer(OUTSIDER, treated(0))).isEqualTo(new Answer.Pass());
    assertThat(throttle.answer(other, timetable.from())).isEqualTo(new Answer.Pass());
    assertThat(throttle.answer(other, timetable.from() - 1)).isEqualTo(new Answer.Pass());
  }

  /// Wild traffic, retries that hammer, a group that is most of its service: after every single
  /// request no account and no slot has had more than two in a hundred put off.
  @Test
  void theBudgetIsNeverExceededAtAnyMoment() {
    Plans.each(
        60,
        draw -> {
          Plan wild = Plans.plan(4 + draw.nextInt(6), 1 + draw.nextInt(4), draw.nextLong());
          Throttle gate = new Throttle(wild);
          Timetable times = wild.design().timetable();
          Map<Object, long[]> seen = new HashMap<>();
          List<String> members = wild.design().members();
          for (int i = 0; i < 4000; i++) {
            String account =
                draw.nextInt(3) == 0 ? OUTSIDER : members.get(draw.nextInt(members.size()));
            int slot = draw.nextInt(2 * times.pairs());
            long at =
                draw.nextInt(4) == 0
                    ? times.from() + (long) (draw.nextDouble() * times.round() * times.pairs())
                    : times.start(slot) + draw.nextInt((int) times.slot());
            boolean put = gate.answer(account, at) instanceof Answer.Wait;
            within(seen, account, put);
            if (times.slotAt(at) >= 0) {
              within(seen, times.slotAt(at), put);
            }
            assertThat(put && wild.focal().contains(account)).isFalse();
          }
          assertThat(gate.cost().worst()).isLessThanOrEqualTo(0.02);
          assertThat(gate.cost().touched()).isLessThanOrEqualTo(gate.cost().service() / 50);
        });
  }

  private static void within(Map<Object, long[]> seen, Object whose, boolean put) {
    long[] count = seen.computeIfAbsent(whose, _ -> new long[2]);
    count[0]++;
    count[1] += put ? 1 : 0;
    assertThat(50 * count[1]).as("touched of %s", whose).isLessThanOrEqualTo(count[0]);
  }

  @Test
  void aBusyAccountReachesItsBudgetAndNoMore() {
    everybodyWasBusy();
    int put = 0;
    for (int i = 0; i < 500; i++) {
      put += throttle.answer(other, treated(0)) instanceof Answer.Wait ? 1 : 0;
    }

    assertThat(put).isEqualTo(30); // 2% of 1,500
    assertThat(throttle.cost().worst()).isEqualTo(0.02);
  }

  @Test
  void anInterruptionBeforeAPairChangesNothing() {
    everybodyWasBusy();
    throttle.answer(other, treated(0));
    throttle.close(over(0), false, false);
    Throttle again = Throttle.resumed(throttle.trial(), throttle.tally(), timetable.start(2) - 1);

    assertThat(again.tally()).isEqualTo(throttle.tally());
    assertThat(again.cost().touched()).isEqualTo(1);
    again.count(OUTSIDER, timetable.start(2), 5000);
    again.count(OUTSIDER, timetable.start(3), 5000);
    assertThat(again.answer(other, treated(1))).isInstanceOf(Answer.Wait.class);
    assertThat(again.close(over(1), false, false).pairs().getLast().focal()).isPresent();
  }

  @Test
  void anInterruptionWithinAPairVoidsItAndTakesTheBudgetForSpent() {
    everybodyWasBusy();
    throttle.close(over(0), false, false);
    Throttle again = Throttle.resumed(throttle.trial(), throttle.tally(), over(2));
    for (int slot = 2; slot < 12; slot++) {
      again.count(OUTSIDER, timetable.start(slot), 5000);
    }

    assertThat(again.answer(other, treated(2))).isEqualTo(new Answer.Pass());
    assertThat(again.close(over(1), false, false).pairs().getLast().focal()).isEmpty();
    assertThat(again.close(over(2), false, false).standing().voided()).isEqualTo(2);
    int put = 0;
    for (int i = 0; i < 500; i++) {
      put += again.answer(other, treated(3)) instanceof Answer.Wait ? 1 : 0;
    }
    assertThat(put).isEqualTo(10); // 2% of the 500 that are new
  }

  @Test
  void harmEndsTheTouchingAtOnceAndTheWeighingWithThePairUnderWay() {
    everybodyWasBusy();
    throttle.close(over(0), false, false);
    throttle.stop(treated(1), "a customer disputes it");
    throttle.stop(over(5), "too late to change the reason");

    assertThat(throttle.answer(other, treated(1))).isEqualTo(new Answer.Pass());
    assertThat(throttle.answer(other, treated(2))).isEqualTo(new Answer.Pass());
    assertThat(throttle.close(over(1), false, false).pairs()).hasSize(2);
    assertThat(throttle.trial().goesOn()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> throttle.close(over(2), false, false));
    assertThat(throttle.trial().stop().orElseThrow().why()).isEqualTo("a customer disputes it");
    assertThat(throttle.trial().standing().signP()).isEmpty();
  }

  @Test
  void aPairIsWeighedWhenItIsOverAndNotBefore() {
    everybodyWasBusy();
    throttle.answer(focal, timetable.start(0));
    throttle.count(focal, timetable.start(1), 2);
    throttle.count(other, timetable.start(1), 40);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> throttle.close(over(0) - 1, false, false));
    assertThat(throttle.close(over(0), false, false).pairs())
        .containsExactly(
            new Pair(new Surroundings(5000, 5000, false, false), Optional.of(new Focal(1, 2))));
    assertThat(throttle.close(over(1), true, false).pairs().getLast().focal()).isEmpty();
  }
}
