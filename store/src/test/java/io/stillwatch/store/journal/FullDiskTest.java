// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel cuts a write short and refuses the next: a limit of the size of files does what a
/// full disk does, needs no privileges, and can be lifted while the process runs (`prlimit`, which
/// every Linux has).
class FullDiskTest {
  private static final int LIMIT = 200_000;

  @TempDir private Path folder;

  @Test
  void appendsAreRefusedUntilThereIsRoomAndNothingHalfWrittenStays() throws Exception {
    Process process =
        Appender.command(
                List.of("prlimit", "--fsize=" + LIMIT + ":unlimited", "--"),
                List.of(folder.toString(), "1000000", "3000", "0"))
            .start();
    long acknowledged = -1;
    try (BufferedReader out = process.inputReader();
        BufferedReader err = process.errorReader()) {
      assertThat(out.readLine()).isEqualTo("open 0");
      String refusal = err.readLine();
      assertThat(refusal)
          .startsWith("the journal in " + folder + " cannot be written: ")
          .containsIgnoringCase("file too large");
      assertThat(Files.size(folder.resolve("00000000000000000000.journal")))
          .isLessThanOrEqualTo(LIMIT);
      lift(process.pid());
      long after = LIMIT / 3_000 * 3;
      while (acknowledged < after) {
        acknowledged = Long.parseLong(out.readLine().split(" ")[1]);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (Journal journal = Journal.open(folder, JournalConfig.DEFAULT)) {
      List<String> all = JournalTest.all(journal);
      assertThat(all.size()).isGreaterThanOrEqualTo((int) (2 * (acknowledged + 1)));
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i)).startsWith("0 " + i / 2 + " ");
      }
    }
  }

  private static void lift(long pid) throws IOException, InterruptedException {
    Process lifting =
        new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=unlimited:unlimited")
            .inheritIO()
            .start();
    assertThat(lifting.waitFor()).isZero();
  }
}
