// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.store.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed in the middle of its changes, as `kill -9` does.
class SqliteKillTest {
  @TempDir private Path folder;

  @Test
  void whatWasKeptIsThereWithItsEntriesAndNothingIsHalfDone() throws Exception {
    var config = new StoreConfig.Embedded(folder.resolve("data"));
    long seed = 3;
    var random = new Random(seed);
    for (int kill = 1; kill <= 5; kill++) {
      long said = decideUntilKilled(config, 5 + random.nextInt(40));
      try (Store store = Store.open(config, NOON)) {
        long count = store.read(view -> view.progress("count")).orElseThrow();
        assertThat(count).as("seed %d, kill %d", seed, kill).isBetween(said, said + 1);
        int decisions = store.read(View::decisions).size();
        assertThat(decisions).isEqualTo((int) count);
        assertThat(store.audit().head().seq()).isEqualTo(count);
        assertThat(store.audit().verify(Optional.empty())).isInstanceOf(Verification.Whole.class);
      }
    }
  }

  private static long decideUntilKilled(StoreConfig.Embedded config, int after) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Decider.class.getName(),
                config.folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long said = 0;
    try (BufferedReader out = process.inputReader()) {
      for (int i = 0; i < after; i++) {
        said = Long.parseLong(out.readLine());
      }
      process.toHandle().destroyForcibly(); // the process itself would close what it said, too
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // a line that was cut short is a smaller number
        said = Math.max(said, line.isEmpty() ? 0 : Long.parseLong(line));
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);
    return said;
  }
}
