// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.SmallWorld;
import io.stillwatch.cli.drill.Serving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real process, on a disk that fills up.
class ServeFaultsTest {
  private static final int BATCH = 400;

  @TempDir Path folder;

  /// A limit of the size of files does what a full disk does, and can be set and lifted while the
  /// process runs.
  @Test
  void onAFullDiskNothingIsAcknowledgedThatIsNotKeptAndItHeals() throws Exception {
    List<String> lines = SmallWorld.lines(folder);
    Path data = folder.resolve("data");
    try (var serving = SmallWorld.serving(data)) {
      int half = lines.size() / 2;
      hand(serving, lines.subList(0, half));
      limit(serving, "100000");
      int next = half;
      int answer = 200;
      while (answer == 200 && next < lines.size()) {
        List<String> some = lines.subList(next, Math.min(lines.size(), next + BATCH));
        answer = post(serving, some);
        next += answer == 200 ? some.size() : 0;
      }
      assertThat(answer).isEqualTo(503);
      assertThat(post(serving, lines.subList(next, next + 1))).isEqualTo(503);
      assertThat(serving.figure("stillwatch_entries_taken_total")).isEqualTo(next);

      limit(serving, "unlimited");
      hand(serving, lines.subList(next, lines.size()));
      SmallWorld.caughtUp(serving, lines.size());
      assertThat(serving.send("GET", "/health/ready", new byte[0]).statusCode()).isEqualTo(200);
      serving.kill();
    }
    try (var again = SmallWorld.serving(data)) {
      SmallWorld.caughtUp(again, lines.size());
    }
    SmallWorld.isSound(data);
  }

  private static void hand(Serving serving, List<String> lines) throws IOException {
    for (int from = 0; from < lines.size(); from += BATCH) {
      int to = Math.min(lines.size(), from + BATCH);
      assertThat(post(serving, lines.subList(from, to))).isEqualTo(200);
    }
  }

  private static int post(Serving serving, List<String> lines) throws IOException {
    byte[] body = String.join("\n", lines).getBytes(UTF_8);
    return serving.send("POST", "/v1/exchanges", body).statusCode();
  }

  private static void limit(Serving serving, String bytes) throws Exception {
    String pid = Long.toString(serving.pid());
    Process process =
        new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited")
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }
}
