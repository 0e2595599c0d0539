// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Main;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A drill with the real server.
class DrillTest {
  @TempDir Path folder;

  @Test
  void aSmallWorldIsPlayedAndItsCampaignsAreShutOut() throws Exception {
    Path out = folder.resolve("drill");
    var said = new StringWriter();
    int code =
        Main.run(
            said, "drill", "--accounts", "500", "--days", "3", "--json", "--out", out.toString());
    assertThat(code).as(said.toString()).isZero();
    JsonNode report = new JsonMapper().readTree(said.toString());
    nothingIsMissing(report);
    campaignsAreShutOut(report);
    JsonNode honest = report.path("honest");
    assertThat(honest.path("accounts").asInt()).isPositive();
    assertThat(honest.path("above_watch").asInt()).isZero();
    assertThat(report.path("load").path("exchanges_per_second").asDouble()).isPositive();
    assertThat(report.path("server").path("cpu_seconds").asDouble()).isPositive();
    assertThat(report.path("server").has("peak_bytes")).isTrue();
    assertThat(Files.exists(out.resolve("serve.log"))).isTrue();
  }

  private static void nothingIsMissing(JsonNode report) {
    JsonNode books = report.path("books");
    assertThat(books.path("acknowledged").asLong())
        .isGreaterThan(report.path("load").path("exchanges").asLong());
    assertThat(books.path("seen").asLong()).isEqualTo(books.path("acknowledged").asLong());
    for (String none : new String[] {"repeated", "late", "rejected"}) {
      assertThat(books.path(none).asLong(-1)).as(none).isZero();
    }
  }

  private static void campaignsAreShutOut(JsonNode report) {
    assertThat(report.path("campaigns").size()).isEqualTo(2);
    int found = 0;
    for (JsonNode one : report.path("campaigns")) {
      assertThat(one.path("accounts").asInt()).isPositive();
      JsonNode first = one.path("first");
      if (one.path("named").asInt() > 0) {
        found++;
        assertThat(first.path("hours").asDouble()).isPositive();
        assertThat(first.path("taken_before_detection").asDouble()).isBetween(0.0, 1.0);
        assertThat(first.path("taken_before_remedy").asDouble()).isBetween(0.0, 1.0);
        assertThat(first.path("shown_millis").isNumber()).isTrue();
        assertThat(first.path("enforced_millis").isNumber()).isTrue();
      }
    }
    assertThat(found).isPositive();
    assertThat(report.path("wall").path("enforced_millis").path("count").asInt()).isPositive();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("mine"), "mine");
    var said = new StringWriter();
    assertThat(Main.run(said, "drill", "--out", folder.toString())).isEqualTo(2);
    assertThat(said.toString()).contains("is not empty");
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("mine"));
  }
}
