// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.CampaignSpec.Fleet;
import io.stillwatch.arena.spec.CampaignSpec.Running;
import io.stillwatch.arena.spec.CampaignSpec.Take;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.Division;
import io.stillwatch.arena.spec.Goal;
import io.stillwatch.arena.spec.Hygiene;
import io.stillwatch.arena.spec.Level;
import io.stillwatch.arena.spec.Paraphrase;
import io.stillwatch.arena.spec.Population;
import io.stillwatch.arena.spec.Trick;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The moves beyond the ordinary knobs: R13 to R17, the pivot to a new model, and stolen keys.
final class TricksTest {
  private static final String NEW_MODEL = "aurora-5-large";

  @TempDir Path folder;

  private static CampaignSpec campaign(boolean pivots, Trick... tricks) {
    return new CampaignSpec(
        "test",
        "easy",
        new Fleet(40, 12, Hygiene.SHARED, false, 0),
        new Take(Goal.CODE, Paraphrase.NONE, 0, 1, false),
        new Running(Division.ROUND_ROBIN, false, false, true, pivots),
        Set.of(tricks));
  }

  private Made world(CampaignSpec campaign) throws IOException {
    Map<Community, Double> people =
        Map.of(
            Community.CONSUMER, 1.0,
            Community.ENTERPRISE_FLEET, .4,
            Community.FRAMEWORK_USER, .4);
    WorldSpec spec =
        WorldSpec.preset("honest", 3)
            .withPopulation(new Population(140, 1, people))
            .withCampaigns(List.of(campaign));
    return Made.of(spec, folder.resolve("w"));
  }

  private static long harvest(Made world) throws IOException {
    return Long.parseLong(
        Files.readString(world.folder().resolve("labels/campaigns.jsonl"))
            .replaceAll("(?s).*\"harvest_exchanges\":(\\d+).*", "$1"));
  }

  /// System prompts under which a community asks.
  private static Set<String> frames(Made world, String community) {
    return world.of(community).stream()
        .flatMap(l -> l.said("system").stream())
        .collect(Collectors.toSet());
  }

  private static double shareUnder(Set<String> frames, List<Made.Line> lines) {
    return lines.stream().filter(l -> l.said("system").stream().anyMatch(frames::contains)).count()
        / (double) lines.size();
  }

  @ParameterizedTest
  @CsvSource({
    "FRAMEWORK_TEMPLATE, R13",
    "POISONS_POPULARITY, R14",
    "FRAMES_INNOCENT, R15",
    "PROBES, R16",
    "BUYS_TRANSCRIPTS, R17"
  })
  void eachTrickIsALevel(Trick trick, Level level) {
    assertThat(campaign(false, trick).levels()).contains(level);
    assertThat(campaign(false).levels()).doesNotContain(level);
  }

  @Test
  void withoutATrickEverythingIsHarvestUnderItsOwnFrame() throws IOException {
    Made world = world(campaign(false));
    assertThat(harvest(world)).isEqualTo(world.of("campaign").size());
    assertThat(frames(world, "campaign")).isEmpty();
  }

  @Test
  void aCopiedFrameworkCannotBeToldByItsSystemPrompt() throws IOException {
    Made world = world(campaign(false, Trick.FRAMEWORK_TEMPLATE));
    Set<String> honest = frames(world, "framework-user");
    assertThat(honest).isNotEmpty();
    assertThat(shareUnder(honest, world.of("campaign"))).isEqualTo(1);
  }

  @Test
  void poisoningPutsTheScaffoldAroundWorkThatIsNoHarvest() throws IOException {
    Made world = world(campaign(false, Trick.POISONS_POPULARITY));
    List<Made.Line> all = world.of("campaign");
    assertThat(all.size() - harvest(world)).isGreaterThan(20);
    Set<String> heads =
        all.stream()
            .map(l -> l.said("user").getFirst())
            .map(t -> t.substring(0, Math.min(12, t.length())))
            .collect(Collectors.toSet());
    assertThat(heads.size()).isLessThan(all.size() / 10);
  }

  @Test
  void halfOfAFramingCampaignSpeaksLikeOneInnocentFirm() throws IOException {
    Made world = world(campaign(false, Trick.FRAMES_INNOCENT));
    Set<String> taken = frames(world, "campaign");
    assertThat(taken).hasSize(1);
    assertThat(frames(world, "enterprise-fleet")).containsAll(taken);
    assertThat(shareUnder(taken, world.of("campaign"))).isCloseTo(.5, within(.06));
  }

  @Test
  void aFewProbesAreNoHarvest() throws IOException {
    Made world = world(campaign(false, Trick.PROBES));
    double all = world.of("campaign").size();
    assertThat((all - harvest(world)) / all).isCloseTo(.06, within(.025));
  }

  @Test
  void boughtTranscriptsHalveWhatIsSeen() throws IOException {
    double all = world(campaign(false)).of("campaign").size();
    double seen = world(campaign(false, Trick.BUYS_TRANSCRIPTS)).of("campaign").size();
    assertThat(seen / all).isCloseTo(.5, within(.12));
  }

  @Test
  void aPivotFollowsTheReleaseWithinADay() throws IOException {
    Made world = world(campaign(true));
    List<Instant> moved =
        world.of("campaign").stream()
            .filter(l -> l.text("model").equals(NEW_MODEL))
            .map(l -> Instant.parse(l.text("ts")))
            .sorted()
            .toList();
    Instant start = Instant.parse("2026-03-02T00:00:00Z");
    // released between 45% and 60% of the week, followed 1 to 20 hours later
    assertThat(Duration.between(start, moved.getFirst()).toHours())
        .isBetween((long) (.45 * 168), (long) (.6 * 168) + 21 + 12);
    long back =
        world.of("campaign").stream()
            .filter(l -> Instant.parse(l.text("ts")).isAfter(moved.getFirst()))
            .filter(l -> !l.text("model").equals(NEW_MODEL))
            .count();
    assertThat(back).isZero();
  }

  @Test
  void whoDoesNotPivotStaysWithTheOldModel() throws IOException {
    assertThat(world(campaign(false)).of("campaign"))
        .noneMatch(l -> l.text("model").equals(NEW_MODEL));
  }

  @Test
  void aStolenKeyIsProbedAndThenBurstsFromOneStrangeAddress() throws IOException {
    Population people = new Population(12, 1, Map.of(Community.KEY_THEFT_VICTIM, 1.0));
    Made world =
        Made.of(WorldSpec.preset("honest", 8).withPopulation(people), folder.resolve("theft"));
    List<String> victims = world.members("key-theft-victim");
    assertThat(victims).hasSize(12);
    int bursts = 0;
    for (String victim : victims) {
      List<Made.Line> own = world.lines().stream().filter(l -> l.account().equals(victim)).toList();
      List<Made.Line> stolen =
          own.stream().filter(l -> l.text("model").equals("aurora-4-vision")).toList();
      assertThat(world.truth()).containsKey(victim);
      assertThat(stolen).isNotEmpty(); // the probe
      assertThat(stolen.getFirst().said("user")).containsExactly("hi");
      assertThat(addresses(stolen.stream())).hasSize(1);
      Set<String> home = addresses(own.stream().filter(l -> !stolen.contains(l)));
      assertThat(home).doesNotContainAnyElementsOf(addresses(stolen.stream()));
      bursts += stolen.size() > 40 ? 1 : 0;
    }
    assertThat(bursts).isGreaterThan(8);
    assertThat(world.truth().values()).noneMatch(Made.Truth::hostile);
  }

  private static Set<String> addresses(Stream<Made.Line> lines) {
    return lines.map(l -> l.text("ip")).collect(Collectors.toCollection(HashSet::new));
  }
}
