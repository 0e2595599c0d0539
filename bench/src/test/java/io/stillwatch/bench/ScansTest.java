// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.arena.spec.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScansTest {
  @TempDir Path folder;

  @Test
  void anAttackerIsLookedForInAWorldOfItsOwnThatIsRemovedAfterwards() throws IOException {
    Watch watch = new ArenaWatch(folder, 150, 2, Split.DEVELOPMENT);

    Watch.Seen seen = watch.look(new Pool(Mix.of("R0"), 12), 4, 1);

    assertThat(seen.hostile()).isEqualTo(12);
    assertThat(seen.honest()).isEqualTo(150);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTenthOfTheAccountsIsDetected() {
    assertThat(new Watch.Seen(60, 5, 0, 0).detected()).isFalse();
    assertThat(new Watch.Seen(60, 6, 0, 0).detected()).isTrue();
  }

  @Test
  void aScanThatFailsSaysWhy() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> Scans.scan(empty, folder.resolve("found")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stillwatch: ");
  }

  @Test
  void resultsComeInTheOrderOfTheJobs() throws IOException {
    assertThat(Scans.all(2, List.of(() -> 1, () -> 2, () -> 3))).containsExactly(1, 2, 3);
  }

  @Test
  void aJobThatFailsEndsAll() {
    assertThatThrownBy(
            () ->
                Scans.all(
                    2,
                    List.of(
                        () -> 1,
                        () -> {
                          throw new IOException("the disk is full");
                        })))
        .hasMessageContaining("the disk is full");
  }

  @Test
  void optionsMayBeGivenMoreThanOnce() {
    Options options = Options.of("--seed", "1", "--seed", "2", "--days", "7");

    assertThat(options.all("seed")).containsExactly("1", "2");
    assertThat(options.number("days")).isEqualTo(7);
    assertThatThrownBy(() -> options.one("mix")).hasMessage("--mix is missing");
    assertThatThrownBy(() -> Options.of("--seed")).hasMessageContaining("no option with a value");
  }
}
