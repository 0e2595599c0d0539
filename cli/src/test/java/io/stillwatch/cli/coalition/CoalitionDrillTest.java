// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Main;
import io.stillwatch.cli.kit.Exit;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CoalitionDrillTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void threeCompaniesSeeTogetherWhatNoneSeesAloneAndNoIdentifierLeaves() {
    var said = new StringWriter();
    int code = Main.run(said, "coalition", "drill", "--json", "--out", folder + "/drill");
    JsonNode report = new JsonMapper().readTree(said.toString());
    assertThat(report.path("campaign").path("faults")).hasToString("[]");
    assertThat(report.path("honest").path("faults")).hasToString("[]");
    assertThat(code).isZero();
    JsonNode campaign = report.path("campaign");
    for (JsonNode company : campaign.path("companies")) {
      assertThat(company.path("hostile").asInt()).isPositive();
      assertThat(company.path("named").asInt()).isZero();
      assertThat(company.path("best").asDouble()).isLessThan(company.path("line").asDouble());
    }
    assertThat(campaign.path("suspicions").findValues("confirmed")).anyMatch(c -> c.size() == 3);
    for (JsonNode play : report) {
      assertThat(play.path("wire").path("messages").asInt()).isPositive();
      assertThat(play.path("wire").path("found").asLong()).isZero();
      assertThat(play.path("wire").path("check").asLong()).isPositive();
    }
    assertThat(report.path("honest").path("suspicions")).as("something was told").isNotEmpty();
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
    var said = new StringWriter();
    assertThat(Main.run(said, "coalition", "drill", "--out", folder.toString()))
        .isEqualTo(Exit.USAGE.code());
    assertThat(said.toString()).contains("not empty");
    assertThat(mine).hasContent("mine");
  }
}
