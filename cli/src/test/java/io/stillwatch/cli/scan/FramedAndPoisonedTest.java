// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.CampaignSpec;
import io.stillwatch.arena.spec.Community;
import io.stillwatch.arena.spec.Population;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.Trick;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One campaign three times: as it is, speaking half of the time like an innocent firm (R15), and
/// with its scaffold around everyday questions so that it looks popular (R14). In the framed world
/// nobody has declared an organisation, so that the firm's accounts are strangers like any other.
class FramedAndPoisonedTest {
  private static final int CREW = 30;

  @TempDir Path folder;

  private Path world(String campaign, long seed, Set<Trick> tricks) throws IOException {
    CampaignSpec crew = CampaignSpec.preset(campaign, CREW, Split.DEVELOPMENT, seed);
    for (Trick trick : tricks) {
      crew = crew.with(trick);
    }
    Map<Community, Double> people =
        Map.of(
            Community.CONSUMER, 1.0,
            Community.ENTERPRISE_FLEET, 0.3,
            Community.FRAMEWORK_USER, 0.3);
    WorldSpec base = WorldSpec.preset("honest", seed);
    var spec =
        new WorldSpec(
            seed, base.start(), 4, new Population(300, 1, people), base.split(), List.of(crew));
    Path world = folder.resolve("world-" + tricks);
    Arena.write(spec, Corpus.own(), Shapes.published(), world, _ -> {});
    return world;
  }

  /// Takes all organisations out of a log.
  private static void forgetOrganisations(Path world) throws IOException {
    Path accounts = world.resolve("accounts.jsonl");
    Files.writeString(accounts, withoutOrganisation(Files.readString(accounts)));
    Path log = world.resolve("exchanges.jsonl.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(log))) {
      Files.writeString(
          world.resolve("exchanges.jsonl"),
          withoutOrganisation(new String(in.readAllBytes(), UTF_8)));
    }
    Files.delete(log);
  }

  private static String withoutOrganisation(String lines) {
    return lines.replaceAll("\"org_id\":\"[^\"]*\",", "");
  }

  /// Accounts that a scan names, by community.
  private Map<String, Long> named(Path world) throws IOException {
    Path found = folder.resolve("found-" + world.getFileName());
    Typed typed = Typed.really("scan " + world + " --out " + found);
    assertThat(typed.exit()).as(typed.err()).isZero();
    Map<String, String> community =
        Files.readAllLines(world.resolve("labels/accounts.csv")).stream()
            .map(line -> line.split(",", -1))
            .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    return Files.readAllLines(found.resolve("accounts.csv")).stream()
        .skip(1)
        .map(line -> community.getOrDefault(line.split(",", -1)[0], "nobody"))
        .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
  }

  @ParameterizedTest
  @CsvSource({"easy, 3", "reasoning-harvest, 4", "cleaner, 3", "agent-trace, 1", "agent-trace, 2"})
  void neitherIsTheFramedFirmNamedNorIsThePoisonedCampaignHidden(String campaign, long seed)
      throws IOException {
    Map<String, Long> plain = named(world(campaign, seed, Set.of()));
    assertThat(plain).as("as it is").containsOnlyKeys("campaign");

    Path framed = world(campaign, seed, Set.of(Trick.FRAMES_INNOCENT));
    forgetOrganisations(framed);
    assertThat(named(framed)).as("framing").containsOnlyKeys("campaign");

    Map<String, Long> poisoned = named(world(campaign, seed, Set.of(Trick.POISONS_POPULARITY)));
    assertThat(poisoned).as("poisoning").containsOnlyKeys("campaign");
    assertThat(poisoned.get("campaign")).isGreaterThan(plain.get("campaign") / 2);
  }
}
