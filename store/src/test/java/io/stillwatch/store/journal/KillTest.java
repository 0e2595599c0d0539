// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed in the middle of its work a dozen times, as `kill -9` does.
class KillTest {
  private static final int KILLS = 12;
  private static final int THREADS = 4;

  @TempDir private Path folder;
  private final long[] acknowledged = new long[THREADS];

  @Test
  void whatWasAcknowledgedIsThereOnceAndInOrder() throws Exception {
    Arrays.fill(acknowledged, -1);
    long seed = 9;
    var random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(50 + random.nextInt(1_500));
      check("seed %d, kill %d".formatted(seed, kill));
    }
    assertThat(Segment.in(folder)).hasSizeGreaterThan(3);
  }

  private void runAndKill(int after) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(folder.toString(), "100000", "150"));
    for (long last : acknowledged) {
      args.add(Long.toString(last + 1));
    }
    Process process =
        Appender.command(List.of(), args).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).startsWith("open ");
      for (int i = 0; i < after; i++) {
        take(out.readLine());
      }
      process.toHandle().destroyForcibly(); // the process itself would close what it said, too
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        take(line);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  /// The last line may be cut; then nobody was told.
  private void take(String line) {
    String[] parts = line.split(" ");
    if (parts.length == 2 && !parts[1].isEmpty()) {
      int thread = Integer.parseInt(parts[0]);
      long count = Long.parseLong(parts[1]);
      if (count == acknowledged[thread] + 1) {
        acknowledged[thread] = count;
      }
    }
  }

  /// Each count of each thread once, in order, with its twin right behind it; and whatever was in
  /// flight may be there or not, but then whole.
  private void check(String when) {
    long[] seen = new long[THREADS];
    Arrays.fill(seen, -1);
    try (Journal journal = Journal.open(folder, JournalConfig.DEFAULT)) {
      List<String> all = JournalTest.all(journal);
      assertThat(all.size() % 2).as(when).isZero();
      for (int i = 0; i < all.size(); i += 2) {
        String[] parts = all.get(i).split(" ", 3);
        int thread = Integer.parseInt(parts[0]);
        assertThat(Long.parseLong(parts[1])).as(when).isEqualTo(seen[thread] + 1);
        assertThat(all.get(i + 1)).as(when).isEqualTo(parts[0] + " " + parts[1] + " twin");
        seen[thread]++;
      }
    }
    for (int thread = 0; thread < THREADS; thread++) {
      assertThat(seen[thread]).as(when).isBetween(acknowledged[thread], acknowledged[thread] + 1);
      acknowledged[thread] = seen[thread];
    }
  }
}
