// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.drill.Serving;
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
import java.util.zip.GZIPInputStream;

/// A small world for a server, and what has to come of it whatever happens on the way.
public final class SmallWorld {
  private SmallWorld() {}

  /// Until all is read; each of them was new, and none came late.
  public static void caughtUp(Serving serving, int expected) throws Exception {
    while (serving.figure("stillwatch_detection_behind") > 0) {
      Thread.sleep(50);
    }
    assertThat(serving.figure("stillwatch_observations_seen_total")).isEqualTo(expected);
    assertThat(serving.figure("stillwatch_observations_late_total")).isZero();
    assertThat(serving.get("/v1/campaigns").path("campaigns").toString()).contains("\"campaign\"");
  }

  /// The audit log is whole, and tells of each decision once.
  public static void isSound(Path data) {
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

  /// Starts one that goes by the time of a log.
  public static Serving serving(Path data) throws IOException {
    return Serving.start(
        data,
        "server.listen=127.0.0.1:0",
        "gateway.listen=",
        "detect.time=log",
        "detect.idle=7d",
        "detect.judge-every=1h",
        "detect.save-every=1s");
  }

  /// Accounts, then exchanges in the order of their time.
  public static List<String> lines(Path folder) throws IOException {
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
