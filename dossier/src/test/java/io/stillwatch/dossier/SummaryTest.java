// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Scan scan = Scans.of(Scans.group("w-1", Verdict.WATCH, 3, 240), Scans.campaign());

  @Test
  void aWideTerminalShowsEveryColumn() {
    assertThat(Dossier.summary(scan, false, 160))
        .contains(
            "CAMPAIGN", "VERDICT", "ACCOUNTS", "TOKENS IN", "LIST PRICE", "E CONTROL", "LAST SEEN")
        .contains("10^17.3", "10^9.2", "2 Nov 2026");
  }

  @Test
  void aNarrowTerminalKeepsWhatMattersMost() {
    String summary = Dossier.summary(scan, false, 40);
    assertThat(summary).contains("c-7f3a91", "campaign").doesNotContain("TOKENS IN", "LAST SEEN");
    assertThat(summary.lines()).allMatch(line -> line.length() <= 72);
  }

  @Test
  void theStrongestEvidenceStandsInOneSentenceAndTheFilesAreNamed() {
    assertThat(Dossier.summary(scan, Path.of("out"), false, 200))
        .contains("c-7f3a91: 41 private conversations begun under one account")
        .contains("(E1)")
        .contains(
            "Written in out: report.html, campaigns.jsonl, accounts.csv, withdrawn.csv, scan.json.");
  }

  @Test
  void withoutColourThereIsNoEscape() {
    assertThat(Dossier.summary(scan, false, 80)).doesNotContain("\u001b");
    assertThat(Dossier.summary(scan, true, 80)).contains("\u001b[1;31mc-7f3a91");
  }

  @Test
  void aGroupToWatchIsSaidToAccuseNobody() {
    assertThat(Dossier.summary(scan, false, 120))
        .contains("Beside that: 1 group to watch, which accuses nobody.");
  }
}
