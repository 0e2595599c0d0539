// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.Population;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LargeWorldTest {
  @TempDir Path folder;

  /// Just enough accounts for two districts.
  private static WorldSpec twoDistricts() {
    WorldSpec spec = WorldSpec.preset("easy", 4).withDays(1);
    return spec.withPopulation(new Population(63_000, .02, Map.of(Community.CONSUMER, 1.0)));
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void oneAccountInFortyTwoIsHostileAndTheHydraHasHalfOfThem(Split split) {
    for (int accounts : List.of(20_000, 100_000, 1_000_000)) {
      List<CampaignSpec> campaigns = WorldSpec.preset("large", 9, split, accounts).campaigns();
      List<Integer> sizes = campaigns.stream().map(c -> c.fleet().accounts()).toList();
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(accounts * 24 / 1_000);
      assertThat(campaigns.getFirst().type()).isEqualTo("hydra");
      assertThat(sizes.getFirst()).isBetween(accounts * 12 / 1_000 - 1, accounts * 15 / 1_000);
      assertThat(sizes).hasSizeBetween(13, 21).allMatch(size -> size >= 8);
    }
  }

  @Test
  void everyNamedCampaignAppearsAndSplitsDiffer() {
    List<CampaignSpec> campaigns = WorldSpec.preset("large", 9).campaigns();
    assertThat(campaigns.stream().map(CampaignSpec::type).distinct().count()).isEqualTo(13);
    assertThat(campaigns.getFirst().fleet().perDay()).isBetween(2.0, 14.0);
    CampaignSpec sealed = WorldSpec.preset("large", 9, Split.SEALED).campaigns().getFirst();
    assertThat(sealed.fleet().perDay()).isBetween(14.0, 30.0);
  }

  @Test
  void aLargeWorldThatIsSmallIsRefused() {
    assertThatThrownBy(() -> WorldSpec.preset("large", 1, Split.DEVELOPMENT, 2_000))
        .hasMessageContaining("20,000");
  }

  @Test
  void districtsSideBySideGiveTheSameBytesEachTimeInTheOrderOfTime() throws IOException {
    Made once = Made.of(twoDistricts(), folder.resolve("a"));
    Made.of(twoDistricts(), folder.resolve("b"));
    for (String file : List.of("exchanges.jsonl.gz", "accounts.jsonl", "labels/harvest.csv")) {
      assertThat(
              Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)))
          .as(file)
          .isEqualTo(-1);
    }
    assertThat(once.lines().stream().map(l -> l.text("ts")).toList()).isSorted();
    assertThat(once.truth()).hasSize(63_000);
  }

  @Test
  void districtsRepeatNoIdAndNoWord() throws IOException {
    Made world = Made.of(twoDistricts(), folder.resolve("w"));
    List<String> ids = world.lines().stream().map(l -> l.text("request_id")).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    Map<String, Long> asked =
        world.lines().stream()
            .filter(
                l -> world.of(l).community().equals("consumer") && l.said("assistant").isEmpty())
            .map(l -> l.said("user").getFirst())
            .filter(text -> text.length() > 60)
            .collect(Collectors.groupingBy(text -> text, Collectors.counting()));
    assertThat(asked.values().stream().filter(n -> n > 1).count()).isLessThan(asked.size() / 50);
  }
}
