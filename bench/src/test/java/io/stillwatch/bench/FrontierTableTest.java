// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FrontierTableTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static Reach reach(
      String mix, int accounts, OptionalDouble undetected, OptionalDouble detected) {
    return new Reach(new Pool(Mix.of(mix), accounts), undetected, detected);
  }

  private static OptionalDouble at(double rate) {
    return OptionalDouble.of(rate);
  }

  @Test
  void moneyBuysTheBestOfAllPools() {
    // 8 dollars for an account, and 2.25 for its 600 requests: 100 dollars pay for 9
    List<Reach> reaches = List.of(reach("R5", 10, at(20), at(30)), reach("R5", 100, at(1), at(2)));

    String page = FrontierTable.text(List.of(reaches));

    assertThat(page).contains("| R5 | 180 | 200 | 200 | 200 | 200 | 200 |");
  }

  @Test
  void whatMightBeExceededByALargerPoolSaysSo() {
    List<Reach> reaches = List.of(reach("R5", 10, at(1), at(2)), reach("R5", 100, at(1), at(2)));

    String page = FrontierTable.text(List.of(reaches));

    assertThat(page).contains("| R5 | 12 | 36 | ≥ 100 | ≥ 100 | ≥ 100 | ≥ 100 |");
  }

  @Test
  void aPoolThatIsAlwaysDetectedTakesNothingAtAnyPrice() {
    String page = FrontierTable.text(List.of(List.of(reach("R0", 60, NONE, at(.5)))));

    assertThat(page)
        .contains("| R0 | 0 | 0 | 0 | 0 | 0 | 0 |")
        .contains("| R0 | 60 | - | 0.5 | 0 | - | - |");
  }

  @Test
  void eachPoolHasItsLineWithWhatItCosts() {
    String page = FrontierTable.text(List.of(List.of(reach("R5", 100, at(1), NONE))));

    assertThat(page).contains("| R5 | 100 | 1 | - | 100 | 811 | 270,417 |");
  }
}
