// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final List<Double> RATES = List.of(.5, 1., 2., 3., 4., 6., 8., 12., 16., 32., 50.);
  private static final Mix CAREFUL = Mix.of("R5+R6");

  private final List<String> looks = new ArrayList<>();

  /// Detects who is faster than this, in all worlds.
  private Watch above(double limit) {
    return (pool, rate, seed) -> {
      looks.add(pool.accounts() + " at " + rate);
      return new Watch.Seen(100, rate > limit ? 10 : 9, 0, 0);
    };
  }

  private Reach reach(double limit, double guess) throws IOException {
    return new Search(above(limit), RATES, List.of(1L)).reach(new Pool(CAREFUL, 60), guess);
  }

  @Test
  void theAnswerIsTheLastRateThatGoesUndetected() throws IOException {
    Reach reach = reach(5, 2);

    assertThat(reach.undetected()).hasValue(4);
    assertThat(reach.detected()).hasValue(6);
  }

  @Test
  void anyLimitIsFoundFromAnyGuess() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      double limit = random.nextDouble() * 60;
      double guess = random.nextDouble() * 60;

      Reach reach = reach(limit, guess);

      String told = limit + " from " + guess;
      assertThat(reach.undetected().orElse(0)).as(told).isLessThanOrEqualTo(limit);
      assertThat(reach.detected().orElse(60)).as(told).isGreaterThan(limit);
      assertThat(RATES)
          .as(told)
          .noneMatch(r -> r > reach.undetected().orElse(0) && r < reach.detected().orElse(60));
    }
  }

  @Test
  void aRightGuessTakesTwoLooks() throws IOException {
    reach(5, 4);

    assertThat(looks).containsExactly("60 at 4.0", "60 at 6.0");
  }

  @Test
  void noRateIsTriedTwice() throws IOException {
    reach(7, 50);

    assertThat(looks).doesNotHaveDuplicates();
  }

  @Test
  void whoIsDetectedAtEveryRateReachesNothing() throws IOException {
    Reach reach = reach(.1, 2);

    assertThat(reach.undetected()).isEmpty();
    assertThat(reach.detected()).hasValue(.5);
    assertThat(reach.harvestPerDay()).isZero();
  }

  @Test
  void whoIsNeverDetectedReachesTheHighestRateTried() throws IOException {
    Reach reach = reach(99, 2);

    assertThat(reach.undetected()).hasValue(50);
    assertThat(reach.detected()).isEmpty();
    assertThat(reach.harvestPerDay()).isEqualTo(60 * 50);
  }

  @Test
  void aSlowMixIsNeverFast() throws IOException {
    Reach reach = new Search(above(99), RATES, List.of(1L)).reach(new Pool(Mix.of("R1+R6"), 60), 2);

    assertThat(reach.undetected()).hasValue(5);
    assertThat(reach.detected()).isEmpty();
  }

  @Test
  void mostWorldsDecideAndNoneIsMadeAfterThat() throws IOException {
    Watch onlyTheFirst =
        (pool, rate, seed) -> {
          looks.add("seed " + seed);
          return new Watch.Seen(100, seed == 1 ? 100 : 0, 0, 0);
        };

    Reach reach =
        new Search(onlyTheFirst, List.of(4.), List.of(1L, 2L, 3L)).reach(new Pool(CAREFUL, 60), 4);
    assertThat(reach.undetected()).hasValue(4);
    assertThat(looks).containsExactly("seed 1", "seed 2", "seed 3");

    looks.clear();
    new Search(onlyTheFirst, List.of(4.), List.of(2L, 3L, 1L)).reach(new Pool(CAREFUL, 60), 4);
    assertThat(looks).containsExactly("seed 2", "seed 3");
  }

  @Test
  void theAnswerForOnePoolIsTheGuessForTheNext() throws IOException {
    new Search(above(5), RATES, List.of(1L)).reaches(CAREFUL, List.of(60, 240));

    assertThat(looks).endsWith("240 at 4.0", "240 at 6.0");
  }

  @Test
  void aSearchWithoutWorldsIsRefused() {
    assertThatThrownBy(() -> new Search(above(5), RATES, List.of()))
        .hasMessageContaining("needs a rate and a seed");
  }
}
