// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.baselines.method.Baseline;
import io.stillwatch.baselines.method.Traffic;
import io.stillwatch.baselines.method.Traffic.From;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
  @TempDir Path folder;

  @Test
  void everyBaselineHasAName() {
    assertThat(Baselines.all()).extracting(Baseline::name).doesNotHaveDuplicates().hasSize(12);
    assertThat(Baselines.all())
        .allSatisfy(
            b -> {
              assertThat(b.name()).matches("[a-z-]+");
              assertThat(b.looksAt()).isNotBlank();
              assertThat(b.source()).isNotBlank();
              assertThat(b.parameters()).isNotEmpty();
              assertThat(Baselines.named(b.name())).isPresent();
            });
    assertThat(Baselines.named("other")).isEmpty();
  }

  @Test
  void everyBaselineComesWithAThreshold() {
    assertThat(Thresholds.published().lines().keySet())
        .containsExactlyInAnyOrderElementsOf(Baselines.all().stream().map(Baseline::name).toList());
    assertThat(Thresholds.published().lines().values())
        .allSatisfy(line -> assertThat(line.budget()).isEqualTo(.001));
  }

  @Test
  void theThresholdIsTheHighestScoreThatMayNotBeAccused() {
    List<Double> scores = List.of(1.0, 5.0, 3.0, 4.0);
    // one in ten of twenty accounts: two may be above the line
    assertThat(Calibration.threshold(scores, 20, .1)).isEqualTo(3);
    assertThat(Calibration.threshold(scores, 20, 0)).isEqualTo(5);
    assertThat(Calibration.threshold(scores, 20, .2)).isZero();
    assertThat(Calibration.threshold(List.of(2.0, 2.0, 2.0), 20, .05)).isEqualTo(2);
  }

  @Test
  void honestWorldsArePooled() throws IOException {
    Path one = new Traffic().ask("a", 1, From.NOWHERE, "x").write(folder.resolve("one"));
    var busy = new Traffic();
    for (int i = 0; i < 7; i++) {
      busy.ask("b", i, From.NOWHERE, "x");
    }
    Path two = busy.write(folder.resolve("two"));
    List<Baseline> volume = List.of(Baselines.named("volume").orElseThrow());

    Thresholds strict = Baselines.calibrate(volume, List.of(one, two), 0);
    assertThat(strict.lines()).isEqualTo(Map.of("volume", new Thresholds.Line(7, 0, 2)));
    assertThat(Baselines.calibrate(volume, List.of(one, two), .5).of("volume")).hasValue(1);

    strict.write(folder.resolve("lines.csv"));
    assertThat(Thresholds.read(folder.resolve("lines.csv"))).isEqualTo(strict);
    assertThat(strict.of("seat")).isEmpty();
  }

  @Test
  void findingsHaveTheFormOfAScan() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 3; i++) {
      traffic.ask("busy", i, From.NOWHERE, "x");
    }
    traffic.ask("quiet", 5, From.NOWHERE, "x");
    Path world = traffic.write(folder.resolve("world"));
    Path out = folder.resolve("out");

    int accused = Baselines.run(Baselines.named("volume").orElseThrow(), world, 2, out);

    assertThat(accused).isEqualTo(1);
    assertThat(Files.readString(out.resolve("accounts.csv")))
        .isEqualTo("account_id,campaign_id,membership_log10_e,share_harvest\nbusy,volume-1,3.0,\n");
    assertThat(Files.readString(out.resolve("campaigns.jsonl")))
        .isEqualTo(
            """
            {"campaign_id":"volume-1","accounts":["busy"],"first_seen":"2026-03-02T00:00:00.000Z","last_seen":"2026-03-02T00:02:00.000Z","exchanges":3,"log10_e_control":3.0,"verdict":"campaign","threshold_log10_e":2.0,"detected_at":"2026-03-02T00:05:00.000Z","members":[{"account_id":"busy","log10_e":3.0,"exchanges":3}]}
            {"campaign_id":"below-threshold","accounts":["quiet"],"first_seen":"2026-03-02T00:05:00.000Z","last_seen":"2026-03-02T00:05:00.000Z","exchanges":1,"log10_e_control":1.0,"verdict":"watch","threshold_log10_e":2.0,"detected_at":"2026-03-02T00:05:00.000Z","members":[{"account_id":"quiet","log10_e":1.0,"exchanges":1}]}
            """);
  }

  @Test
  void theAccusedOfOneGroupStandTogether() throws IOException {
    var traffic = new Traffic();
    for (int i = 0; i < 4; i++) {
      for (String bot : List.of("x", "y", "z")) {
        traffic.ask(bot, i, From.ip("192.0.2." + i), "x");
      }
    }
    Path out = folder.resolve("out");

    int accused =
        Baselines.run(
            Baselines.named("evilcohort").orElseThrow(),
            traffic.write(folder.resolve("world")),
            3,
            out);

    assertThat(accused).isEqualTo(3);
    assertThat(Files.readString(out.resolve("campaigns.jsonl")))
        .startsWith("{\"campaign_id\":\"evilcohort-1\",\"accounts\":[\"x\",\"y\",\"z\"],");
  }
}
