// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import io.stillwatch.interventions.Design;
import io.stillwatch.interventions.Focal;
import io.stillwatch.interventions.Plan;
import io.stillwatch.interventions.Protocol;
import io.stillwatch.interventions.Remedy;
import io.stillwatch.interventions.Seed;
import io.stillwatch.interventions.Surroundings;
import io.stillwatch.interventions.Tally;
import io.stillwatch.interventions.Timetable;
import io.stillwatch.interventions.Trial;
import io.stillwatch.server.trial.Sheet;
import io.stillwatch.store.Intervention;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class InterventionsTest {
  private static final String SMALL =
      "interventions simulate --accounts 10 --pairs 10 --runs 20 --failover 0,0.5";

  @Test
  void theTableNamesEachKindOfTrafficAndWhatItCost() {
    Typed typed = Typed.really(SMALL);

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
    String json = Typed.really(SMALL + " --json").out();

    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
    assertThat(json)
        .startsWith("{\"accounts\":10,\"pairs\":10,\"runs\":20,\"seed\":1,\"traffic\":[")
        .contains("{\"kind\":\"honest\",\"log10_e\":[{\"pairs\":2,", "\"failover\":0.5");
    assertThat(Typed.really(SMALL + " --json").out()).isEqualTo(json);
    assertThat(Typed.really(SMALL + " --json --seed 2").out()).isNotEqualTo(json);
  }

  @Test
  void moreThanFortyPairsHaveNoExactSum() {
    String line = "interventions simulate --accounts 4 --pairs 50 --runs 2 --failover 1 --json";

    assertThat(Typed.really(line).out()).contains("\"sum_p\":null");
  }

  /// Two pairs of a plan of two; the second body says something else than its pairs.
  @Test
  void aReportTossesTheCoinsAgainAndSaysWhatDiffers(@TempDir Path folder) throws Exception {
    var members = List.of("a", "b", "c", "d");
    var design =
        Design.of("sw-1", members, new Timetable(0, 1000, 10, 2), new Remedy(1, 1000, 0.02))
            .allowed("ada");
    Plan plan = Plan.of(design, new Seed("ab".repeat(32)));
    Trial trial = Trial.of(plan);
    for (int k = 0; k < 2; k++) {
      trial = trial.close(new Surroundings(9, 9, false, false), () -> new Focal(5, 4));
    }
    var sheet =
        new Sheet(
            Protocol.revealed(trial), "ada", "why", new Tally(0, 0, List.of()), trial.standing());
    String body = new JsonMapper().writeValueAsString(sheet);
    String other = body.replaceFirst("\"logE\":[-0-9.E]+", "\"logE\":4.6");
    try (Store store =
        Store.open(new StoreConfig.Embedded(folder), InstantSource.fixed(Instant.EPOCH))) {
      store.change(
          "test",
          change -> {
            change.intervene(new Intervention("iv-1", "sw-1", true, body), "x", Map.of());
            change.intervene(new Intervention("iv-2", "sw-1", true, other), "x", Map.of());
          });
    }

    Typed right = Typed.really("interventions report iv-1 --data " + folder);
    assertThat(right.exit()).as(right.err()).isZero();
    assertThat(right.out())
        .contains("iv-1  sw-1  2 of 2 pairs", "checked", "untouched half 5 and 4");
    Typed wrong = Typed.really("interventions report --data " + folder);
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).contains("checked", "WRONG: its pairs give another e-value");
    Typed none = Typed.really("interventions report iv-9 --data " + folder);
    assertThat(none.exit()).isEqualTo(2);
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
