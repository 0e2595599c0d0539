// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.Arena;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTableTest {
  @TempDir Path folder;

  private Path labels() throws IOException {
    Path labels = Files.createDirectories(folder.resolve("world/labels"));
    Files.writeString(
        labels.resolve("accounts.csv"),
        """
        account_id,community,hostile,campaign_id,principal
        h1,campaign,true,campaign-1,campaign-1
        h2,campaign,true,campaign-1,campaign-1
        k1,campaign,true,campaign-2,campaign-2
        c1,consumer,false,,p1
        c2,consumer,false,,p2
        """);
    Files.writeString(
        labels.resolve("campaigns.jsonl"),
        """
        {"campaign_id":"campaign-1","type":"easy","difficulty":"easy"}
        {"campaign_id":"campaign-2","type":"thin","difficulty":"hard"}
        """);
    return labels;
  }

  private Path scan(String accounts) throws IOException {
    Path scan = Files.createDirectories(folder.resolve("scan"));
    Files.writeString(
        scan.resolve("accounts.csv"),
        "account_id,campaign_id,membership_log10_e,share_harvest\n" + accounts);
    Files.writeString(
        scan.resolve("campaigns.jsonl"), "{\"campaign_id\":\"A\",\"verdict\":\"campaign\"}\n");
    return scan;
  }

  @Test
  void countsOfTwoWorldsAreAddedUpAndAreasAveraged() throws IOException {
    Path labels = labels();
    Graded row = new Graded("rule");
    row.add(Arena.score(scan("h1,A,9,1\nh2,A,9,1\nc1,A,1,1\n"), labels), 2, 1, 5_000);
    row.add(Arena.score(scan(""), labels), 3, 4, 4_000);

    assertThat(row.named()).isEqualTo(3);
    assertThat(row.precision()).isEqualTo(2.0 / 3);
    assertThat(row.recall()).isEqualTo(2.0 / 6);
    assertThat(row.recall("easy")).hasValue(.5);
    assertThat(row.recall("hard")).hasValue(0);
    assertThat(row.recall("medium")).isEmpty();
    assertThat(row.hostile()).isEqualTo(6);
    assertThat(row.honest()).isEqualTo(4);
    assertThat(row.wrongedBy()).isEqualTo("consumer 25,000 (1 of 4)");
    // two thirds of the hostile first, the rest with everybody; and a silent scan
    assertThat(row.prAuc(1))
        .isCloseTo((2.0 / 3 + .024 / 3 + .024) / 2, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(row.right()).isEqualTo(1);
    assertThat(row.campaigns()).isEqualTo(4);
    assertThat(row.cpuSeconds()).isEqualTo(5);
    assertThat(row.peakKilobytes()).isEqualTo(5_000);
  }

  @Test
  void thePageHasALineForEachMethodInEachTable() throws IOException {
    Path labels = labels();
    Graded silent = new Graded("silent");
    silent.add(Arena.score(scan(""), labels), 1, 1, 0);
    Graded right = new Graded("right");
    right.add(Arena.score(scan("h1,A,9,1\nh2,A,9,1\n"), labels), 1.25, 2, 2_048);

    String page = ScoreTable.text(List.of(silent, right));

    assertThat(page)
        .contains("3 accounts are hostile, 2 honest")
        .contains("| silent | - | 0.0% | 0.0% | - | 0.0% | 0 of 2 | 0.002 | 0.024 |")
        .contains("| right | 100.0% | 66.7% | 100.0% | - | 0.0% | 0 of 2 | 0.667 | 0.675 |")
        .contains("| right | 1 of 1 | 1 of 2 | 1.000 | - | - | - |")
        .contains("| right | none |")
        .contains("| silent | 1.0 | 1.0 | - |", "| right | 1.3 | 2.0 | 2 |");
  }
}
