// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.Population;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HonestWorldTest {
  @TempDir static Path folder;
  private static Made world;

  @BeforeAll
  static void make() throws IOException {
    world = Made.of(WorldSpec.preset("honest", 5), folder.resolve("w"));
  }

  @Test
  void exchangesComeInTimeOrderAndInsideTheWindow() {
    List<String> times = world.lines().stream().map(l -> l.text("ts")).toList();
    assertThat(times).isSorted();
    assertThat(times.getFirst()).startsWith("2026-03-02T");
    assertThat(times.getLast()).isLessThan("2026-03-09T00:00:00.000Z");
  }

  @Test
  void nobodyIsHostileWhereThereIsNoCampaign() throws IOException {
    assertThat(world.truth().values()).noneMatch(Made.Truth::hostile);
    assertThat(Files.readString(world.folder().resolve("labels/campaigns.jsonl"))).isBlank();
  }

  @Test
  void everyHonestCommunityAppears() {
    Set<String> seen =
        world.lines().stream().map(l -> world.of(l).community()).collect(Collectors.toSet());
    Set<String> wanted =
        WorldSpec.preset("honest", 5).population().shares().keySet().stream()
            .map(Community::word)
            .collect(Collectors.toSet());
    assertThat(seen).isEqualTo(wanted);
  }

  @Test
  void everyExchangeBelongsToAnAccountWithASignup() {
    assertThat(world.truth().keySet()).isEqualTo(world.signups().keySet());
    assertThat(world.lines()).allMatch(l -> world.signups().containsKey(l.account()));
  }

  @Test
  void aFollowUpHandsInTheReplyItGotVerbatim() {
    Set<String> replies =
        world.lines().stream().map(l -> l.text("completion")).collect(Collectors.toSet());
    List<String> handedIn =
        world.of("consumer").stream().flatMap(l -> l.said("assistant").stream()).toList();
    assertThat(handedIn).isNotEmpty().allMatch(replies::contains);
  }

  @Test
  void anEnterpriseTakesItsKeysInTurnAndPaysWithOneCard() {
    Map<String, Set<String>> cards = new HashMap<>();
    for (String account : world.members("enterprise-fleet")) {
      cards
          .computeIfAbsent(world.signup(account, "org_id"), _ -> new HashSet<>())
          .add(world.signup(account, "payment_fingerprint"));
    }
    assertThat(cards).doesNotContainKey("");
    assertThat(cards.values()).allMatch(c -> c.size() == 1);
  }

  @Test
  void aDeclaredResellerNamesItsTenants() {
    assertThat(world.of("declared-reseller"))
        .isNotEmpty()
        .noneMatch(l -> l.text("end_user").isEmpty());
  }

  @Test
  void frameworkUsersShareAFewSystemPromptsAndPayAlone() {
    List<Made.Line> lines = world.of("framework-user");
    Set<String> prompts =
        lines.stream().flatMap(l -> l.said("system").stream()).collect(Collectors.toSet());
    assertThat(prompts).hasSizeBetween(3, 7);
    assertThat(lines.stream().map(Made.Line::account).distinct().count()).isGreaterThan(100);
  }

  @Test
  void aClassSignsUpInOneBurstFromOneCampus() {
    Map<String, List<String>> bySchool =
        world.members("classroom").stream()
            .collect(Collectors.groupingBy(a -> world.signup(a, "email_domain")));
    bySchool.forEach(
        (school, students) -> {
          assertThat(school).startsWith("students.");
          List<String> days =
              students.stream()
                  .map(a -> world.signup(a, "created_at").substring(0, 10))
                  .distinct()
                  .toList();
          assertThat(days.size()).isLessThanOrEqualTo(2);
        });
  }

  @Test
  void aBuildSendsTheSamePayloadsEveryNight() {
    Map<String, List<Made.Line>> byAccount =
        world.of("ci-load").stream().collect(Collectors.groupingBy(Made.Line::account));
    byAccount
        .values()
        .forEach(
            lines ->
                assertThat(lines.stream().map(l -> l.said("user")).distinct().count())
                    .isLessThanOrEqualTo(14));
  }

  @Test
  void temperatureZeroGivesTheSameReplyToTheSamePrompt() {
    Map<List<String>, Set<String>> replies = new HashMap<>();
    for (Made.Line line : world.of("ci-load")) {
      if (line.json().contains("\"status\":200")) {
        replies
            .computeIfAbsent(line.said("user"), _ -> new HashSet<>())
            .add(line.text("completion"));
      }
    }
    assertThat(replies.values()).allMatch(r -> r.size() == 1);
  }

  @Test
  void benchmarkLabsAskTheSameQuestions() {
    Map<String, Set<String>> labs = new HashMap<>();
    for (Made.Line line : world.of("benchmark-runner")) {
      labs.computeIfAbsent(line.said("user").getFirst(), _ -> new HashSet<>()).add(line.account());
    }
    assertThat(labs.values().stream().filter(l -> l.size() > 2).count()).isGreaterThan(20);
  }

  @Test
  void otherRepliesHardlyEverRepeat() {
    List<String> replies =
        world.of("consumer").stream()
            .map(l -> l.text("completion"))
            .filter(c -> c.length() > 200)
            .toList();
    assertThat(new HashSet<>(replies)).hasSizeGreaterThan((int) (replies.size() * .99));
  }

  @Test
  void ratesAreHeavyTailed() {
    List<Long> counts =
        world.of("hobby-developer").stream()
            .collect(Collectors.groupingBy(Made.Line::account, Collectors.counting()))
            .values()
            .stream()
            .sorted()
            .toList();
    long all = counts.stream().mapToLong(Long::longValue).sum();
    long top =
        counts.subList(counts.size() * 9 / 10, counts.size()).stream()
            .mapToLong(Long::longValue)
            .sum();
    assertThat((double) top / all).isGreaterThan(.35);
  }

  @Test
  void anOutageHitsEverybody() {
    Map<String, Long> ill =
        world.lines().stream()
            .filter(l -> l.json().contains("\"status\":503"))
            .collect(Collectors.groupingBy(l -> world.of(l).community(), Collectors.counting()));
    assertThat(ill.size()).isGreaterThan(3);
  }

  @Test
  void aSmallWorldOfOneCommunityIsAllowed() throws IOException {
    WorldSpec spec =
        WorldSpec.preset("honest", 1)
            .withPopulation(new Population(40, 1, Map.of(Community.UNDECLARED_RESELLER, 1.0)));
    Made pool = Made.of(spec, folder.resolve("small"));
    assertThat(pool.truth().values()).allMatch(t -> t.community().equals("undeclared-reseller"));
    Map<String, Set<String>> holders = new HashMap<>();
    for (Made.Line line : pool.lines()) {
      List<String> asked = line.said("user");
      holders.computeIfAbsent(asked.getFirst(), _ -> new HashSet<>()).add(line.account());
    }
    // some conversations move between accounts of the pool
    assertThat(holders.values()).anyMatch(h -> h.size() > 1);
  }
}
