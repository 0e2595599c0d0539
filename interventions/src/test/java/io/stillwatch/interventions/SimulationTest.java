// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.interventions.Simulation.Run;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Traffic HONEST = new Traffic.Honest();

  /// Bounds hold up to four standard errors of the simulation; at 10,000 that is 1e-4 + 4e-4.
  @Test
  void honestGroupsReachABarNoMoreOftenThanItsInverse() {
    int runs = 10_000;
    List<Run> honest = new Simulation(10, 20, runs, 41).runs(HONEST);

    for (double bar : new double[] {20, 100, 1000, 10_000}) {
      double share =
          (double) honest.stream().filter(r -> r.top() >= Math.log10(bar)).count() / runs;
      assertThat(share)
          .as("P(sup e >= %s)", bar)
          .isLessThan(1 / bar + 4 * Math.sqrt(1 / bar / runs));
    }
    double[] e = honest.stream().mapToDouble(r -> Math.pow(10, r.log10E().getLast())).toArray();
    double mean = Arrays.stream(e).average().orElseThrow();
    double error = Math.sqrt(Arrays.stream(e).map(v -> (v - mean) * (v - mean)).sum()) / runs;
    assertThat(mean).as("mean e, error %s", error).isLessThan(1 + 4 * error);
  }

  @Test
  void aCampaignThatMovesItsWorkIsFoundAndOneThatWaitsIsNot() {
    var simulation = new Simulation(100, 20, 100, 42);

    assertThat(median(simulation, new Traffic.Campaign(0))).isLessThan(0);
    assertThat(median(simulation, new Traffic.Campaign(0.1))).isLessThan(1);
    assertThat(median(simulation, new Traffic.Campaign(0.3))).isBetween(1.5, 3.0);
    assertThat(median(simulation, new Traffic.Campaign(0.5))).isGreaterThan(3);
  }

  private static double median(Simulation simulation, Traffic traffic) {
    return simulation.of(traffic).power().getLast().median();
  }

  @Test
  void noCustomerOfAnyRunIsTouchedBeyondTheCap() {
    var simulation = new Simulation(20, 20, 200, 43);
    for (Traffic traffic : List.of(HONEST, new Traffic.Campaign(0.5))) {
      Forecast forecast = simulation.of(traffic);
      assertThat(forecast.touched().worst()).isLessThanOrEqualTo(0.02);
      assertThat(forecast.touched().group()).isBetween(0.005, 0.01);
      assertThat(forecast.touched().service()).isLessThan(0.001);
      assertThat(forecast.voided()).isBetween(0.03, 0.07);
    }
  }

  @Test
  void theSameNumbersGiveTheSameResult() {
    var simulation = new Simulation(10, 12, 20, 44);

    assertThat(simulation.of(HONEST)).isEqualTo(new Simulation(10, 12, 20, 44).of(HONEST));
    assertThat(simulation.of(HONEST)).isNotEqualTo(new Simulation(10, 12, 20, 45).of(HONEST));
    assertThat(simulation.of(HONEST).power())
        .extracting(Forecast.Power::pairs)
        .containsExactly(2, 4, 7, 9, 12);
  }

  @Test
  void aPlanOfOnePairIsAPlan() {
    assertThat(new Simulation(4, 1, 2, 1).of(HONEST).power()).hasSize(1);
    assertThat(new Simulation(4, 60, 2, 1).of(HONEST).sumP()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Simulation(4, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Simulation(3, 1, 1, 1));
  }

  /// Slots of about 50 focal requests that differ by 23% of themselves (Poisson, and a mood that
  /// lasts), nothing void, all of the other half put off: one stake of 0.8 over 20 pairs.
  @Test
  void withNothingInTheWayThirtyInAHundredThatMoveGiveThreeDecades() {
    assertThat(idealMedian(0)).isLessThan(-2);
    assertThat(idealMedian(0.1)).isLessThan(0);
    assertThat(idealMedian(0.3)).isBetween(3.1, 3.3);
    assertThat(idealMedian(0.5)).isBetween(5.0, 5.2);
  }

  private static double idealMedian(double moved) {
    return LongStream.range(0, 501)
        .mapToDouble(seed -> ideal(Plans.plan(4, 20, seed), new Draw(seed), moved))
        .sorted()
        .skip(250)
        .findFirst()
        .orElseThrow();
  }

  private static double ideal(Plan plan, Draw draw, double moved) {
    var mood = new Mood(draw, 0.25);
    Trial trial = Trial.of(plan);
    for (int k = 0; k < 20; k++) {
      double more = plan.treats(2 * k) ? moved : 0;
      double less = plan.treats(2 * k) ? 0 : moved;
      mood.after(58);
      long first = Chance.poisson(draw, 50 * (mood.after(1) + more));
      long second = Chance.poisson(draw, 50 * (mood.after(1) + less));
      trial = trial.close(Plans.CALM, () -> new Focal(first, second));
    }
    Standing end = trial.standing();
    return end.up() * Math.log10(1.8) + end.down() * Math.log10(0.2);
  }
}
