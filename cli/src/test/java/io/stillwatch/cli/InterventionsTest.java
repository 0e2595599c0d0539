// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class InterventionsTest {
  private static final String SMALL =
      "interventions simulate --accounts 10 --pairs 10 --runs 20 --failover 0,0.5";

  @Test
  void theTableNamesEachKindOfTrafficAndWhatItCost() {
    Typed typed = Typed.on(new House(), SMALL);

    assertThat(typed.exit()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .contains("10 accounts, 10 pairs of ten-minute slots in 4.2 days; 20 runs of each kind")
        .contains("honest", "campaign, 0% moves", "campaign, 50% moves")
        .containsPattern("e >= 20 .* 5\\.00%\\n")
        .containsPattern("e >= 10,000 .* 0\\.01%\\n")
        .contains("worst account", "pairs void")
        .doesNotContain("-0.0 ");
    assertThat(typed.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
  }

  @Test
  void theJsonIsOneObjectAndTheSameEachTime() {
    String json = Typed.on(new House(), SMALL + " --json").out();

    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
    assertThat(json)
        .startsWith("{\"accounts\":10,\"pairs\":10,\"runs\":20,\"seed\":1,\"traffic\":[")
        .contains("{\"kind\":\"honest\",\"log10_e\":[{\"pairs\":2,", "\"failover\":0.5");
    assertThat(Typed.on(new House(), SMALL + " --json").out()).isEqualTo(json);
    assertThat(Typed.on(new House(), SMALL + " --json --seed 2").out()).isNotEqualTo(json);
  }

  @Test
  void moreThanFortyPairsHaveNoExactSum() {
    String line = "interventions simulate --accounts 4 --pairs 50 --runs 2 --failover 1 --json";

    assertThat(Typed.on(new House(), line).out()).contains("\"sum_p\":null");
  }

  @Test
  void theRoomsAreAskedForWhatWasTyped() {
    var rooms = new FakeRooms();

    Typed typed =
        Typed.on(
            rooms,
            Map.of("STILLWATCH_INTERVENTIONS_SIMULATE_RUNS", "7"),
            false,
            "interventions simulate --accounts 30 --failover 0.2,0.4 --seed 9");

    assertThat(typed.out()).isEqualToNormalizingNewlines("found after 20 pairs\n");
    assertThat(rooms.asked).containsExactly(new SimulationRequest(30, 20, List.of(0.2, 0.4), 7, 9));
  }
}
