// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.Population;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Honest groups that share a template, send fresh payloads, and are nearly even.
final class LookAlikesTest {
  private static final int ACCOUNTS = 60;

  @TempDir Path folder;

  private static Set<Community> even() {
    return EnumSet.of(
        Community.ESSAY_COURSE,
        Community.NIGHTLY_AGENT,
        Community.PLAN_CAPPED,
        Community.HACKATHON,
        Community.TIMER_APP,
        Community.EVENT_APP);
  }

  private static Set<Community> all() {
    Set<Community> all = EnumSet.copyOf(even());
    all.addAll(EnumSet.of(Community.UNDECLARED_STAFF, Community.PIECE_WORKER));
    return all;
  }

  private Made alone(Community community, Split split, String name) throws IOException {
    WorldSpec spec =
        WorldSpec.preset("hard-honest", 3, split)
            .withDays(7)
            .withPopulation(new Population(ACCOUNTS, 1, Map.of(community, 1.0)));
    return Made.of(spec, folder.resolve(name));
  }

  private Made alone(Community community) throws IOException {
    return alone(community, Split.DEVELOPMENT, "w");
  }

  private static Map<String, Long> answered(Made world) {
    return counted(world, Made.Line::account);
  }

  private static Map<String, Long> counted(Made world, Function<Made.Line, String> by) {
    return world.lines().stream()
        .filter(l -> l.json().contains("\"status\":200"))
        .collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  private static Set<String> templates(Made world) {
    return world.lines().stream()
        .flatMap(l -> l.said("system").stream())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("all")
  void strangersShareATemplateAndNothingElse(Community community) throws IOException {
    Made world = alone(community);
    assertThat(world.members(community.word())).hasSize(ACCOUNTS);
    assertThat(answered(world)).hasSizeGreaterThan(ACCOUNTS * 9 / 10);
    assertThat(templates(world)).hasSizeLessThanOrEqualTo(3);
    List<String> payloads =
        world.lines().stream()
            .filter(l -> l.said("assistant").isEmpty() && l.json().contains("\"status\":200"))
            .map(l -> l.said("user").getFirst())
            .toList();
    assertThat(new HashSet<>(payloads)).hasSizeGreaterThan(payloads.size() * 97 / 100);
    for (String field : List.of("org_id", "payment_fingerprint", "device_id")) {
      List<String> given =
          world.signups().keySet().stream()
              .map(a -> world.signup(a, field))
              .filter(v -> !v.isEmpty())
              .toList();
      assertThat(new HashSet<>(given)).as(field).hasSameSizeAs(given);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSameSeedGivesTheSameBytesAndTheOtherSplitOtherNumbers(Community community)
      throws IOException {
    alone(community, Split.DEVELOPMENT, "a");
    Made again = alone(community, Split.DEVELOPMENT, "b");
    assertThat(
            Files.mismatch(
                folder.resolve("a/exchanges.jsonl.gz"), folder.resolve("b/exchanges.jsonl.gz")))
        .isEqualTo(-1);
    Made sealed = alone(community, Split.SEALED, "c");
    assertThat(answered(sealed).values()).isNotEqualTo(answered(again).values());
  }

  /// Half of the accounts of a group lie within a third of its median.
  @ParameterizedTest
  @MethodSource("even")
  void countsAreEven(Community community) throws IOException {
    List<Long> counts = answered(alone(community)).values().stream().sorted().toList();
    double median = counts.get(counts.size() / 2);
    assertThat(counts.get(counts.size() / 4)).isGreaterThan((long) (median * .66));
    assertThat(counts.get(counts.size() * 3 / 4)).isLessThan((long) (median * 1.34) + 1);
  }

  @Test
  void nightlyAgentsRunInTheSameHour() throws IOException {
    Made world = alone(Community.NIGHTLY_AGENT);
    Map<String, Long> hours = counted(world, l -> l.text("ts").substring(11, 13));
    long all = hours.values().stream().mapToLong(Long::longValue).sum();
    assertThat(hours.values().stream().mapToLong(Long::longValue).max().orElse(0))
        .isGreaterThan(all * 9 / 10);
  }

  @Test
  void nobodyPassesTheDailyLimitOfThePlanAndMostReachIt() throws IOException {
    Made world = alone(Community.PLAN_CAPPED);
    Map<String, Long> days = counted(world, l -> l.account() + l.text("ts").substring(0, 10));
    long cap = days.values().stream().mapToLong(Long::longValue).max().orElse(0);
    // a person's day is not that of UTC
    assertThat(answered(world).values()).allMatch(n -> n <= cap * 8);
    assertThat(answered(world).values().stream().filter(n -> n > cap * 4).count())
        .isGreaterThan(ACCOUNTS / 3);
  }

  @Test
  void staffHaveWeekendsAndOneControllerThatTheirSignupsDoNotName() throws IOException {
    Made world = alone(Community.UNDECLARED_STAFF);
    Map<String, Long> byDay =
        counted(
            world, l -> Instant.parse(l.text("ts")).atZone(ZoneOffset.UTC).getDayOfWeek().name());
    long all = byDay.values().stream().mapToLong(Long::longValue).sum();
    assertThat(byDay.getOrDefault("SATURDAY", 0L) + byDay.getOrDefault("SUNDAY", 0L))
        .isLessThan(all / 5);
    assertThat(world.truth().values().stream().map(Made.Truth::principal).distinct().count())
        .isLessThan(5);
    assertThat(world.signups().keySet()).allMatch(a -> world.signup(a, "org_id").isEmpty());
  }

  @Test
  void aHackathonLastsTwoDaysAndItsAccountsAreNew() throws IOException {
    Made world = alone(Community.HACKATHON);
    Instant first = Instant.parse(world.lines().getFirst().text("ts"));
    Instant last = Instant.parse(world.lines().getLast().text("ts"));
    assertThat(last).isBefore(first.plusSeconds(50 * 3_600));
    assertThat(world.signups().keySet())
        .allMatch(
            a -> Instant.parse(world.signup(a, "created_at")).isAfter(first.minusSeconds(86_400)));
  }

  @Test
  void thePresetHoldsThemAllAndNobodyHostile() {
    WorldSpec spec = WorldSpec.preset("hard-honest", 1);
    assertThat(spec.campaigns()).isEmpty();
    assertThat(spec.population().shares().keySet())
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Community.CAMPAIGN)));
    assertThat(WorldSpec.preset("standard", 1).population().shares())
        .doesNotContainKey(Community.HACKATHON);
  }
}
