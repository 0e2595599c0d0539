// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final int PAIRS = 7;

  /// One plan for each of the 2^7 ways the coins can fall, found by trying seeds.
  private static final List<Plan> ALL_COINS = allCoins();

  private static List<Plan> allCoins() {
    Map<BitSet, Plan> found = new HashMap<>();
    for (long seed = 0; found.size() < 1 << PAIRS; seed++) {
      Plan plan = Plans.plan(4, PAIRS, seed);
      var coins = new BitSet();
      for (int k = 0; k < PAIRS; k++) {
        coins.set(k, plan.treats(2 * k));
      }
      found.putIfAbsent(coins, plan);
    }
    return List.copyOf(found.values());
  }

  /// Traffic that is what it is, whatever the coins say: with a trend, ties and silent slots.
  private static List<Focal> anyTraffic(Draw draw) {
    var traffic = new ArrayList<Focal>();
    long level = draw.nextInt(50);
    for (int k = 0; k < PAIRS; k++) {
      level = Math.max(0, level + draw.nextInt(21) - 8);
      traffic.add(new Focal(level, draw.nextInt(4) == 0 ? level : draw.nextInt(60)));
    }
    return traffic;
  }

  private static List<Trial> path(Plan plan, List<Focal> traffic) {
    var path = new ArrayList<Trial>();
    Trial trial = Trial.of(plan);
    path.add(trial);
    for (Focal focal : traffic) {
      trial = trial.close(Plans.CALM, () -> focal);
      path.add(trial);
    }
    return path;
  }

  private static double e(Trial trial) {
    return Math.exp(trial.standing().logE());
  }

  private static double meanOverAllCoins(
      List<Focal> traffic, ToDoubleFunction<List<Trial>> number) {
    return ALL_COINS.stream()
        .mapToDouble(plan -> number.applyAsDouble(path(plan, traffic)))
        .average()
        .orElseThrow();
  }

  @Test
  void overAllCoinsTheExpectationIsExactlyOneForAnyTraffic() {
    Plans.each(
        20,
        draw -> {
          List<Focal> traffic = anyTraffic(draw);
          assertThat(meanOverAllCoins(traffic, path -> e(path.getLast())))
              .isCloseTo(1, within(1e-12));
        });
  }

  @Test
  void whoeverStopsWhenItPleasesGainsNothing() {
    Plans.each(
        10,
        draw -> {
          List<Focal> traffic = anyTraffic(draw);
          for (double enough : new double[] {1.2, 2, 5}) {
            assertThat(meanOverAllCoins(traffic, path -> e(firstAt(path, enough))))
                .isCloseTo(1, within(1e-12));
          }
        });
  }

  private static Trial firstAt(List<Trial> path, double enough) {
    return path.stream().filter(t -> e(t) >= enough).findFirst().orElse(path.getLast());
  }

  /// Why the largest e of the past is never reported in place of the present one.
  @Test
  void aRunningMaximumWouldBeNoEvidence() {
    List<Focal> traffic = anyTraffic(new Draw(2));

    assertThat(
            meanOverAllCoins(
                traffic, path -> path.stream().mapToDouble(TrialTest::e).max().orElse(0)))
        .isGreaterThan(1.3);
  }

  @Test
  void thePValuesAreExactOverAllCoins() {
    Plans.each(
        10,
        draw -> {
          List<Focal> traffic = anyTraffic(draw);
          for (double level : new double[] {1 / 128.0, 0.05, 0.2, 0.5}) {
            double sum =
                meanOverAllCoins(
                    traffic, path -> at(path, s -> s.sumP().orElseThrow()) <= level ? 1 : 0);
            double sign =
                meanOverAllCoins(
                    traffic, path -> at(path, s -> s.signP().orElseThrow()) <= level ? 1 : 0);
            assertThat(Math.max(sum, sign)).as("P(p <= %s)", level).isLessThanOrEqualTo(level);
          }
        });
  }

  private static double at(List<Trial> path, ToDoubleFunction<Standing> p) {
    return p.applyAsDouble(path.getLast().standing()) - 1e-12;
  }

  @Test
  void whetherAPairCountsIsDecidedWithoutTheFocalHalf() {
    Trial trial =
        Trial.of(Plans.plan(4, PAIRS, 1))
            .close(
                new Surroundings(1000, 700, false, false),
                () -> {
                  throw new AssertionError("looked at the focal half of a void pair");
                });

    assertThat(trial.pairs().getFirst().focal()).isEmpty();
    assertThat(trial.standing().voided()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Pair(Plans.CALM, Optional.empty()));
  }

  @Test
  void whatVoidsAPairKnowsNeitherSlotFromTheOther() {
    Plans.each(
        500,
        draw -> {
          long first = draw.nextInt(2000);
          long second = draw.nextInt(2000);
          boolean outage = draw.nextInt(5) == 0;
          boolean release = draw.nextInt(5) == 0;
          assertThat(new Surroundings(first, second, outage, release).voided())
              .isEqualTo(new Surroundings(second, first, outage, release).voided());
        });
    assertThat(new Surroundings(1000, 751, false, false).voided()).isEmpty();
    assertThat(new Surroundings(1000, 749, false, false).voided()).isPresent();
    assertThat(new Surroundings(0, 0, false, false).voided()).isPresent();
    assertThat(new Surroundings(9, 9, true, false).voided()).contains("outage");
    assertThat(new Surroundings(9, 9, false, true).voided()).contains("release");
  }

  @Test
  void workThatMovesToTheUntouchedIsEvidence() {
    Plan plan = Plans.plan(4, 20, 11);
    Trial trial = Trial.of(plan);
    for (int k = 0; k < 20; k++) {
      Focal more = plan.treats(2 * k) ? new Focal(60, 40) : new Focal(40, 60);
      trial = trial.close(Plans.CALM, () -> more);
    }

    assertThat(trial.evidence().family()).isEqualTo(Family.E7);
    assertThat(trial.evidence().log10E()).isBetween(4.8, 4.9);
    assertThat(trial.evidence().observed()).isEqualTo(20);
    assertThat(trial.evidence().expected()).isEqualTo(10);
    assertThat(trial.evidence().says())
        .startsWith("in 20 of 20 pairs the untouched half sent more");
    assertThat(trial.standing().signP()).hasValue(0x1p-20);
    assertThat(trial.standing().sumP()).hasValue(0x1p-20);
    assertThat(trial.standing().anytimeP()).isBetween(1.2e-5, 1.6e-5);
    Trial whole = trial;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> whole.close(Plans.CALM, () -> new Focal(1, 0)));
  }

  @Test
  void theSameTrafficWithoutTheCoinIsNone() {
    Trial trial = Trial.of(Plans.plan(4, 200, 11));
    for (int k = 0; k < 200; k++) {
      trial = trial.close(Plans.CALM, () -> new Focal(60, 40));
    }

    assertThat(trial.evidence().log10E()).isNegative();
  }
}
