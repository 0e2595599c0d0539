// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScanFileTest {
  private final JsonNode json = Read.scan(Scans.of(Scans.campaign()));

  @Test
  void itSaysWhatWasReadAndWhatWasSetAside() {
    assertThat(json.get("version").asString()).isEqualTo("0.1.0");
    assertThat(json.get("read").get("exchanges").asLong()).isEqualTo(1_203_311);
    assertThat(json.get("read").get("principals").asLong()).isEqualTo(11_870);
    assertThat(json.get("rejected").get("lines").asLong()).isEqualTo(17);
    assertThat(json.get("rejected").get("by_rule").get("not JSON").asLong()).isEqualTo(3);
    assertThat(json.get("configuration").get("detect.fdr").asString()).isEqualTo("0.01");
    assertThat(json.get("inputs").get(1).get("bytes").asLong()).isEqualTo(1_204_002);
  }

  @Test
  void aFamilyThatCouldNotBeUsedGivesItsReason() {
    JsonNode third = json.get("evidence_families").get(2);
    assertThat(third.get("family").asString()).isEqualTo("E3");
    assertThat(third.get("available").asBoolean()).isFalse();
    assertThat(third.get("reason").asString()).contains("no completion text");
  }

  @Test
  void costAndTestingAreThere() {
    JsonNode cost = json.get("cost");
    assertThat(cost.get("wall_seconds").asDouble()).isEqualTo(31.4);
    assertThat(cost.get("cpu_micros_per_exchange").asDouble()).isEqualTo(48.948);
    assertThat(cost.get("peak_memory_bytes").asLong()).isEqualTo(1_932_735_283L);
    assertThat(cost.get("threads").asInt()).isEqualTo(2);
    assertThat(json.get("candidates_tested").asInt()).isEqualTo(214);
    assertThat(json.get("fdr_level").asDouble()).isEqualTo(0.01);
  }

  @Test
  void aNullParameterKeepsItsDigitsAndItsOrigin() {
    JsonNode rate = json.get("null_parameters").get(0);
    assertThat(rate.get("value").asDouble()).isEqualTo(3.1e-7);
    assertThat(rate.get("how").asString()).startsWith("99% upper bound");
  }

  @Test
  void theFindingsAreCounted() {
    assertThat(json.get("found").get("campaign").asInt()).isEqualTo(1);
    assertThat(json.get("found").get("watch").asInt()).isZero();
    assertThat(json.get("found").get("accounts_named").asInt()).isEqualTo(214);
  }

  @Test
  void anEmptyLogHasNoWindowAndNoCostAnExchange() {
    Scan calm = Scans.of();
    Scan empty =
        new Scan(
            "0.1.0",
            Optional.empty(),
            new TreeMap<>(),
            List.of(),
            new Scan.Counted(0, 0, 0, 0, new TreeMap<>(), 0, 0),
            List.of(),
            List.of(),
            new Scan.Testing(0, 0.01),
            List.of(),
            calm.cost(),
            Prices.NONE,
            List.of(),
            List.of(),
            Optional.empty());
    JsonNode json = Read.scan(empty);
    assertThat(json.get("window").isNull()).isTrue();
    assertThat(json.get("cost").get("cpu_micros_per_exchange").isNull()).isTrue();
    assertThat(Html.problems(Read.report(empty))).isEmpty();
    assertThat(Dossier.summary(empty, false, 80)).contains("No campaign was found.");
  }
}
