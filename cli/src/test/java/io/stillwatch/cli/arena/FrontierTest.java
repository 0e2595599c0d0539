// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.spec.Level;
import io.stillwatch.arena.spec.PriceTag;
import io.stillwatch.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attackers that are priced, as a user asks for them.
class FrontierTest {
  @TempDir Path folder;

  @Test
  void anAttackerOfTheFrontierIsAloneAndSaysWhatItCosts() throws Exception {
    Typed typed =
        Typed.really(
            "arena write --preset frontier --levels R3+R5 --hostile 12 --rate 6 --accounts 200"
                + " --days 2 --out "
                + folder);

    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).contains("attacker R3+R5: 12 accounts, 72 requests a day");
    assertThat(Files.readAllLines(folder.resolve("labels/campaigns.jsonl")))
        .singleElement()
        .asString()
        .contains("\"accounts\":12");
  }

  @Test
  void aLevelThatDoesNotExistIsAUsageError() {
    Typed typed = Typed.really("arena write --preset frontier --levels R99 --out " + folder);

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err()).contains("R99 is no level; take R0 to R17");
  }

  @Test
  void thePageShowsTheTagsAsTheyAreComputed() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "formats", "arena.md"));
    for (Level level : Level.values()) {
      PriceTag tag = PriceTag.of(level);
      assertThat(page)
          .contains(
              String.format(
                  Locale.ROOT,
                  " | %,.0f | %d | %s |%n",
                  tag.dollarsPerMillion(),
                  tag.engineering(),
                  level.loses()));
    }
  }

  @Test
  void theTableOfLevelsHasOneRowEach() {
    assertThat(Typed.really("arena levels").out().lines()).hasSize(19);
  }
}
