// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DossierTest {
  @TempDir Path dir;

  @Test
  void theSameScanGivesTheSameBytes() {
    assertThat(Read.files(Scans.of(Scans.campaign())))
        .isEqualTo(Read.files(Scans.of(Scans.campaign())));
  }

  @Test
  void allFourFilesAreThereAndNothingElse() throws IOException {
    Dossier.write(Scans.of(Scans.campaign()), dir.resolve("new").resolve("folder"));
    try (Stream<Path> files = Files.list(dir.resolve("new").resolve("folder"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "campaigns.jsonl", "accounts.csv", "withdrawn.csv", "report.html", "scan.json");
    }
  }

  @Test
  void anEarlierDossierIsReplacedWhole() throws IOException {
    Dossier.write(Scans.of(Scans.campaign()), dir);
    Dossier.write(Scans.of(), dir);
    assertThat(dir.resolve(Dossier.CAMPAIGNS)).isEmptyFile();
    assertThat(dir.resolve(Dossier.ACCOUNTS))
        .hasContent("account_id,campaign_id,membership_log10_e,share_harvest");
  }

  @Test
  void scanJsonHoldsTheDigestsOfTheFilesAsTheyLieOnDisk() throws IOException {
    Scan scan = Scans.of(Scans.campaign());
    Dossier.write(scan, dir);
    assertThat(Files.readString(dir.resolve(Dossier.SCAN))).isEqualTo(Dossier.scanJson(scan));
    for (JsonNode output : Read.scan(scan).get("outputs")) {
      Path file = dir.resolve(output.get("file").asString());
      assertThat(file).hasSize(output.get("bytes").asLong());
      assertThat(file).hasDigest("SHA-256", output.get("sha256").asString());
    }
  }

  @Test
  void aFolderThatIsAFileIsAnError() throws IOException {
    Path file = Files.createFile(dir.resolve("taken"));
    assertThatIOException().isThrownBy(() -> Dossier.write(Scans.of(), file));
  }
}
