// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoWorldTest {
  @TempDir static Path folder;
  private static Made world;

  @BeforeAll
  static void make() throws IOException {
    world = Made.of(WorldSpec.preset("demo", 11), folder.resolve("a"));
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("b");
    Made.of(WorldSpec.preset("demo", 11), again);
    for (String file :
        List.of(
            "exchanges.jsonl.gz",
            "accounts.jsonl",
            "labels/accounts.csv",
            "labels/campaigns.jsonl",
            "labels/harvest.csv",
            "labels/requests.csv.gz")) {
      assertThat(Files.mismatch(world.folder().resolve(file), again.resolve(file)))
          .as(file)
          .isEqualTo(-1);
    }
  }

  @Test
  void anotherSeedOrSplitGivesAnotherWorld() throws IOException {
    Path other = folder.resolve("c");
    Made.of(WorldSpec.preset("honest", 12), other);
    Path sealed = folder.resolve("d");
    Made.of(WorldSpec.preset("honest", 12, Split.SEALED), sealed);
    assertThat(Files.mismatch(other.resolve("accounts.jsonl"), sealed.resolve("accounts.jsonl")))
        .isNotEqualTo(-1);
  }

  @Test
  void theDemoHasItsPromisedSize() {
    assertThat(world.summary().accounts()).isEqualTo(1_500);
    assertThat(world.summary().exchanges())
        .isBetween(30_000L, 60_000L)
        .isEqualTo(world.lines().size());
  }

  @Test
  void labelsAgreeWithWhatWasWritten() throws IOException {
    long hostile = world.truth().values().stream().filter(Made.Truth::hostile).count();
    assertThat(hostile).isEqualTo(170);
    String labels = Files.readString(world.folder().resolve("labels/campaigns.jsonl"));
    for (String id : List.of("campaign-1", "campaign-2")) {
      long lines = world.lines().stream().filter(l -> world.of(l).campaign().equals(id)).count();
      assertThat(labels).contains("\"exchanges\":" + lines);
    }
  }

  @Test
  void theHoursOfHarvestAddUp() throws IOException {
    List<String[]> rows =
        Files.readAllLines(world.folder().resolve("labels/harvest.csv")).stream()
            .skip(1)
            .map(row -> row.split(",", -1))
            .toList();
    String campaigns = Files.readString(world.folder().resolve("labels/campaigns.jsonl"));
    for (String id : List.of("campaign-1", "campaign-2")) {
      var own = rows.stream().filter(row -> row[0].equals(id)).toList();
      long exchanges = own.stream().mapToLong(row -> Long.parseLong(row[2])).sum();
      long harvest = own.stream().mapToLong(row -> Long.parseLong(row[3])).sum();
      assertThat(campaigns)
          .contains("\"exchanges\":" + exchanges + ",\"harvest_exchanges\":" + harvest);
      assertThat(own.getFirst()[1]).matches("2026-03-\\d\\dT\\d\\d:00:00.000Z");
    }
  }

  @Test
  void requestIdsAreUnique() {
    assertThat(world.lines().stream().map(l -> l.text("request_id")).distinct().count())
        .isEqualTo(world.lines().size());
  }

  @Test
  void noFieldSeparatesHostileFromHonestByItself() {
    leaks("user_agent", l -> l.text("user_agent"));
    leaks("ja4", l -> l.text("ja4"));
    leaks("model", l -> l.text("model"));
    leaks("params", l -> l.json().replaceAll(".*?(\"params\":\\{[^}]*\\}|$).*", "$1"));
    leaks("id shape", l -> l.account().length() + "/" + l.text("request_id").length());
    leaks("plan", l -> world.signup(l.account(), "plan"));
    leaks("verification", l -> world.signup(l.account(), "verification"));
    leaks("country", l -> world.signup(l.account(), "country"));
    leaks("milliseconds", l -> l.text("ts").substring(23));
  }

  /// Every value that hostile accounts show is shown by honest accounts too.
  private static void leaks(String field, Function<Made.Line, String> value) {
    Map<Boolean, Set<String>> seen =
        world.lines().stream()
            .collect(
                Collectors.partitioningBy(
                    l -> world.of(l).hostile(), Collectors.mapping(value, Collectors.toSet())));
    assertThat(seen.getOrDefault(false, Set.of()))
        .as(field)
        .containsAll(seen.getOrDefault(true, Set.of()));
  }

  @Test
  void idsAndFileOrderSayNothing() throws IOException {
    List<String> rows = Files.readAllLines(world.folder().resolve("accounts.jsonl"));
    Map<Integer, Long> hostileByQuarter = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String account = rows.get(i).replaceAll(".*\"account_id\":\"(\\w+)\".*", "$1");
      if (world.truth().containsKey(account) && world.truth().get(account).hostile()) {
        hostileByQuarter.merge(i * 4 / rows.size(), 1L, Long::sum);
      }
    }
    assertThat(hostileByQuarter.values()).hasSize(4).allMatch(n -> n > 20 && n < 70);
  }
}
