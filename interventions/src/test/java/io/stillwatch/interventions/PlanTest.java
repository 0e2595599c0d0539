// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void withoutConsentThereIsNoPlan() {
    Design open = Plans.design(10, 5).allowed("");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.of(open, Plans.seed(1)))
        .withMessageContaining("off until somebody allows it");
    assertThat(Design.of("c", Plans.members(4), open.timetable(), open.remedy()).consent())
        .isEmpty();
  }

  @Test
  void aDesignThatWouldTouchMoreThanTwoInAHundredIsRefused() {
    var remedy = new Remedy(0.5, 30_000, 0.02);
    var members = Plans.members(6);

    assertThat(Design.of("c", members, new Timetable(0, 250, 10, 5), remedy).consent()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Design.of("c", members, new Timetable(0, 249, 10, 5), remedy))
        .withMessageContaining("make rounds longer");
    assertThatIllegalArgumentException().isThrownBy(() -> new Remedy(0.5, 30_000, 0.021));
  }

  @Test
  void aGroupIsFrozenDistinctAndNamedInOneLine() {
    var t = new Timetable(0, 1000, 10, 5);
    var r = new Remedy(1, 30_000, 0.02);

    assertThat(Design.of("c", List.of("d", "b", "a", "c"), t, r).members())
        .containsExactly("a", "b", "c", "d");
    for (List<String> wrong :
        List.of(
            List.of("a", "b", "c"), List.of("a", "b", "c", "a"), List.of("a", "b", "c", "d\ne"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> Design.of("c", wrong, t, r));
    }
  }

  @Test
  void theFocalHalfIsNeverTouched() {
    Plans.each(
        30,
        draw -> {
          Plan plan = Plans.plan(4 + draw.nextInt(20), 10, draw.nextLong());
          Timetable timetable = plan.design().timetable();
          for (int i = 0; i < 2000; i++) {
            long at = timetable.from() + (long) (draw.nextDouble() * Plans.ROUND * 10);
            plan.focal().forEach(account -> assertThat(plan.touches(account, at)).isFalse());
          }
        });
  }

  @Test
  void eachAccountIsFocalInHalfOfAllPlans() {
    int focal = 0;
    for (long seed = 0; seed < 2000; seed++) {
      List<String> half = Plans.plan(8, 1, seed).focal();
      assertThat(half).hasSize(4);
      focal += half.contains("acct-3") ? 1 : 0;
    }
    assertThat(focal).isCloseTo(1000, within(90)); // four standard errors
  }

  @Test
  void theCoinsAreFairAndKnowNothingOfEachOther() {
    int[] both = new int[4];
    for (long seed = 0; seed < 2000; seed++) {
      Plan plan = Plans.plan(4, 2, seed);
      both[(plan.treats(0) ? 1 : 0) + (plan.treats(2) ? 2 : 0)]++;
      assertThat(plan.treats(0)).isNotEqualTo(plan.treats(1));
    }
    for (int cell : both) {
      assertThat(cell).isCloseTo(500, within(78)); // four standard errors
    }
  }

  @Test
  void theOthersAreTouchedInTreatedSlotsOnlyAndAllThroughThem() {
    Plan plan = Plans.plan(20, 10, 5);
    Timetable timetable = plan.design().timetable();
    Set<String> touched = new HashSet<>(plan.design().members());
    plan.focal().forEach(touched::remove);

    for (int slot = 0; slot < 20; slot++) {
      for (long ms : new long[] {0, 1, Plans.SLOT / 2, Plans.SLOT - 1}) {
        for (String account : touched) {
          assertThat(plan.touches(account, timetable.start(slot) + ms))
              .isEqualTo(plan.treats(slot));
        }
      }
    }
    assertThat(plan.touches("acct-3", timetable.start(0) - 1)).isFalse();
    assertThat(plan.touches("somebody else", timetable.start(0))).isFalse();
  }

  @Test
  void aShareOfAccountsIsTouchedAndTheSameAllThroughASlot() {
    Design half = Plans.design(200, 20);
    Plan plan =
        Plan.of(
            new Design(
                half.candidate(),
                half.members(),
                half.timetable(),
                new Remedy(0.5, 30_000, 0.02),
                half.consent()),
            Plans.seed(6));
    int touched = 0;
    for (int slot = 0; slot < 40; slot++) {
      for (String account : half.members()) {
        long at = half.timetable().start(slot);
        assertThat(plan.touches(account, at)).isEqualTo(plan.touches(account, at + Plans.SLOT - 1));
        touched += plan.touches(account, at) ? 1 : 0;
      }
    }
    assertThat(touched).isCloseTo(1000, within(90)); // of 100 accounts in 20 slots; 4 errors
  }

  @Test
  void theCommitmentBindsEveryPartOfTheDesignAndTheSeed() {
    Design d = Plans.design(6, 5);
    Timetable t = d.timetable();
    Seed seed = Plans.seed(8);
    var committed =
        Stream.of(
                Plan.of(d, seed),
                Plan.of(d, Plans.seed(9)),
                Plan.of(d.allowed("nobody in particular"), seed),
                Plan.of(new Design("other", d.members(), t, d.remedy(), d.consent()), seed),
                Plan.of(
                    new Design(d.candidate(), Plans.members(7), t, d.remedy(), d.consent()), seed),
                Plan.of(
                    new Design(
                        d.candidate(),
                        d.members(),
                        new Timetable(t.from() + 1, t.round(), t.slot(), 5),
                        d.remedy(),
                        d.consent()),
                    seed),
                Plan.of(
                    new Design(
                        d.candidate(), d.members(), t, new Remedy(1, 31_000, 0.02), d.consent()),
                    seed))
            .map(Plan::commitment)
            .toList();

    assertThat(committed).doesNotHaveDuplicates().allMatch(c -> c.matches("[0-9a-f]{64}"));
    assertThat(Plan.of(d, seed).commitment()).isEqualTo(committed.getFirst());
  }
}
