// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import io.stillwatch.store.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
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
    List<String> lines = world();
    Path data = folder.resolve("data");
    var random = new Random(11);
    int next = 0;
    for (int kill = 0; kill <= KILLS; kill++) {
      try (var serving = serving(data)) {
        int until = kill == KILLS ? lines.size() : lines.size() * (kill + 1) / (KILLS + 1);
        Thread killer = kill == KILLS ? null : killer(serving, random.nextInt(1_500));
        next = hand(serving, lines, next, until);
        if (killer != null) {
          killer.join();
        } else {
          caughtUp(serving, lines.size());
        }
      }
    }
    assertThat(next).isEqualTo(lines.size());
    isSound(data);
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

  private static void caughtUp(Serving serving, int expected) throws Exception {
    while (serving.figure("stillwatch_detection_behind") > 0) {
      Thread.sleep(50);
    }
    assertThat(serving.figure("stillwatch_observations_seen_total")).isEqualTo(expected);
    assertThat(serving.figure("stillwatch_observations_late_total")).isZero();
    assertThat(serving.get("/v1/campaigns").path("campaigns").toString()).contains("\"campaign\"");
  }

  /// The audit log is whole, and tells of each decision once.
  private static void isSound(Path data) {
    try (Store store = Store.open(new StoreConfig.Embedded(data), InstantSource.system())) {
      assertThat(store.audit().verify(Optional.empty())).isInstanceOf(Verification.Whole.class);
      long decided =
          store.audit().entries(0, 1_000_000).stream()
              .filter(entry -> entry.action().equals("decide"))
              .count();
      var decisions = store.read(view -> view.decisions());
      assertThat(decided).isEqualTo(decisions.size()).isPositive();
      List<String> watched =
          decisions.stream()
              .filter(one -> one.mode() == Mode.LIVE && one.undone().isEmpty())
              .map(Decision::account)
              .toList();
      assertThat(watched).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  private static Serving serving(Path data) throws IOException {
    return Serving.start(
        data,
        "server.listen=127.0.0.1:0",
        "gateway.listen=",
        "detect.time=log",
        "detect.save-every=1s");
  }

  /// Accounts, then exchanges in the order of their time.
  private List<String> world() throws IOException {
    Path world = folder.resolve("world");
    int code =
        Main.run(
            new StringWriter(),
            "arena",
            "write",
            "--preset",
            "demo",
            "--seed",
            "1",
            "--out",
            world.toString(),
            "--accounts",
            "500",
            "--days",
            "3");
    assertThat(code).isZero();
    var lines = new ArrayList<>(Files.readAllLines(world.resolve("accounts.jsonl")));
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(world.resolve("exchanges.jsonl.gz"))),
                UTF_8))) {
      reader.lines().forEach(lines::add);
    }
    return lines;
  }
}
