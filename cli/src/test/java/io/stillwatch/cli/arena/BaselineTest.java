// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Baselines as a user runs them: on a world of the arena, and graded by it.
class BaselineTest {
  @TempDir static Path folder;

  private static Path world;
  private static Path honest;

  @BeforeAll
  static void worlds() {
    world = folder.resolve("world");
    honest = folder.resolve("honest");
    run("arena write --preset easy --accounts 300 --days 3 --seed 5 --out " + world);
    run("arena write --preset standard-honest --accounts 120 --days 2 --seed 6 --out " + honest);
  }

  private static Typed run(String line) {
    Typed typed = Typed.really(line);
    assertThat(typed.exit()).as(line + ": " + typed.err()).isZero();
    return typed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volume",
        "no-ramp-up",
        "prada",
        "seat",
        "mmd",
        "isolation-forest",
        "evilcohort",
        "synchrotrap",
        "catchsync",
        "fraudar",
        "minhash-lsh",
        "stream-clusters"
      })
  void everyBaselineCanBeGraded(String name) {
    Path out = folder.resolve(name);
    run("arena baseline " + name + " " + world + " --out " + out);

    Typed score = run("arena score " + out + " " + world.resolve("labels") + " --json");

    assertThat(score.out()).contains("\"pr_auc\":[{\"base_rate\":0.0024,\"area\":");
    assertThat(run("arena baseline --list").out()).contains(name + "\n  looks at: ");
  }

  @Test
  void thresholdsAreFoundOnHonestWorldsAndUsed() {
    Path lines = folder.resolve("lines.csv");
    Path out = folder.resolve("calibrated");

    Typed found = run("arena calibrate " + honest + " --budget 0 --out " + lines);

    assertThat(found.out()).hasLineCount(12).contains("volume");
    run("arena baseline volume " + honest + " --thresholds " + lines + " --out " + out);
    assertThat(out.resolve("accounts.csv")).content().hasLineCount(1);
  }

  @Test
  void theSameWorldGivesTheSameFindings() throws Exception {
    Path again = folder.resolve("again");
    Path first = folder.resolve("first");
    run("arena baseline fraudar " + world + " --out " + first);
    run("arena baseline fraudar " + world + " --out " + again);

    for (String file : new String[] {"accounts.csv", "campaigns.jsonl"}) {
      assertThat(Files.mismatch(first.resolve(file), again.resolve(file))).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arena baseline",
        "arena baseline volume",
        "arena baseline volume world",
        "arena baseline volcano world --out o",
        "arena baseline volume world --out world/found",
        "arena calibrate",
        "arena calibrate world --out o --budget 1",
      })
  void aWrongCommandLineIsExitCodeTwo(String line) {
    Typed typed = Typed.really(line);

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).hasLineCount(1).startsWith("stillwatch: ");
  }

  @Test
  void whatCannotBeReadIsExitCodeThree() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("exchanges.jsonl"), "{\"ts\":\n");
    Path lines = Files.writeString(folder.resolve("none.csv"), "other\n1\n");

    for (String line :
        new String[] {
          "arena baseline volume " + broken + " --out " + folder.resolve("o"),
          "arena calibrate " + broken + " --out " + folder.resolve("l.csv"),
          "arena baseline volume nowhere --out " + folder.resolve("o"),
          "arena baseline volume " + world + " --out o --thresholds " + lines
        }) {
      Typed typed = Typed.really(line);
      assertThat(typed.exit()).as(typed.err()).isEqualTo(3);
      assertThat(typed.err()).hasLineCount(1);
    }
  }
}
