// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.SmallWorld;
import io.stillwatch.cli.drill.Serving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real process, killed with SIGKILL under load.
class ServeKilledTest {
  private static final int KILLS = 5;
  private static final int BATCH = 400;

  @TempDir Path folder;

  /// What is acknowledged is there once, and what follows from it is done once.
  @Test
  void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
    List<String> lines = SmallWorld.lines(folder);
    Path data = folder.resolve("data");
    var random = new Random(11);
    int next = 0;
    for (int kill = 0; kill <= KILLS; kill++) {
      try (var serving = SmallWorld.serving(data)) {
        int until = kill == KILLS ? lines.size() : lines.size() * (kill + 1) / (KILLS + 1);
        Thread killer = kill == KILLS ? null : killer(serving, random.nextInt(1_500));
        next = hand(serving, lines, next, until);
        if (killer != null) {
          killer.join();
        } else {
          SmallWorld.caughtUp(serving, lines.size());
        }
      }
    }
    assertThat(next).isEqualTo(lines.size());
    SmallWorld.isSound(data);
  }

  /// Hands in lines until all are acknowledged or the server is gone.
  ///
  /// @return the first line that is not acknowledged
  private static int hand(Serving serving, List<String> lines, int from, int until) {
    int next = from;
    try {
      while (next < until) {
        int to = Math.min(until, next + BATCH);
        byte[] body = String.join("\n", lines.subList(next, to)).getBytes(UTF_8);
        if (serving.send("POST", "/v1/exchanges", body).statusCode() != 200) {
          return next;
        }
        next = to;
      }
    } catch (IOException e) {
      return next;
    }
    return next;
  }

  private static Thread killer(Serving serving, int after) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                Thread.sleep(after);
                serving.kill();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
