// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.score.Score;
import io.stillwatch.arena.score.Score.CampaignScore;
import io.stillwatch.arena.score.Score.Delay;
import io.stillwatch.arena.score.Score.InnocentScore;
import io.stillwatch.arena.score.Score.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTableTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @TempDir Path folder;

  /// A world with one easy campaign of ten accounts, and a hundred honest ones.
  private static Score world(int hit, int wronged, int withdrawn, double taken) {
    return new Score(
        new Score.Tally(hit, wronged, 10 - hit, withdrawn),
        new Score.Groups(1, 0, 1, 0),
        List.of(),
        new Score.Purity(1, 1),
        new Delay(new Spread(NONE, NONE), new Spread(NONE, NONE), NONE),
        List.of(
            new CampaignScore(
                "c", "easy", "easy", 10, hit, true, OptionalDouble.of(taken), NONE, NONE)),
        List.of(new InnocentScore("consumer", 100, wronged)),
        Map.of(),
        Optional.empty());
  }

  private Ablation row(String part, Score graded, Score honest, String campaigns)
      throws IOException {
    Files.writeString(folder.resolve("campaigns.jsonl"), campaigns);
    Ablation row = new Ablation(part);
    row.graded().add(graded);
    row.honest().add(honest);
    row.found(folder);
    return row;
  }

  @Test
  void aPartIsShownByItselfAndAsTheDifferenceToTheWhole() throws IOException {
    Ablation whole =
        row(
            "whole",
            world(10, 0, 1, .25),
            world(0, 0, 0, 1),
            """
            {"log10_e_control":9.5,"verdict":"campaign"}
            {"log10_e_control":2,"verdict":"watch"}
            """);
    Ablation without =
        row(
            "E1",
            world(6, 2, 1, .5),
            world(0, 3, 4, 1),
            """
            {"log10_e_control":6.25,"verdict":"campaign"}
            """);

    String page = AblationTable.text(List.of(whole, without));

    assertThat(page)
        .contains("10 hostile and 100 honest accounts, honest worlds 100")
        .contains("| whole | 100.0% | 100.0% | 100.0% | - | - | 0 | 0 | 1 | 0 | 25.0% | 9.5 |")
        .contains("| E1 | 75.0% | 60.0% | 60.0% | - | - | 2 | 3 | 1 | 4 | 50.0% | 6.3 |")
        .contains("| E1 | -25.0 | -40.0 | -40.0 | - | - | +2 | +3 | . | +4 | +25.0 | -3.3 |");
  }

  @Test
  void aScanThatAccusesNobodyHasNoPrecision() throws IOException {
    Ablation whole = row("whole", world(0, 0, 0, 1), world(0, 0, 0, 1), "");

    assertThat(AblationTable.text(List.of(whole, whole)))
        .contains("| whole | - | 0.0% | 0.0% | - | - | 0 | 0 | 0 | 0 | 100.0% | - |")
        .contains("| whole | - | . | . | - | - | . | . | . | . | . | - |");
  }
}
