// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.stillwatch.checks.Project.MAIN;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The three laws of ARCHITECTURE.md.
class HouseTest {
  /// Fewer classes than this means that the rules below look at nothing.
  private static final int FLOOR = 50;

  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("model", Set.of()),
          entry("stats", Set.of()),
          entry("ingest", Set.of("model")),
          entry("detect", Set.of("model", "stats")),
          entry("runtime", Set.of("model", "detect")),
          entry("flink", Set.of("model", "stats", "ingest", "detect", "dossier", "respond")),
          entry("dossier", Set.of("model", "stats")),
          entry("arena", Set.of("model", "stats")),
          entry("baselines", Set.of("model", "ingest")),
          entry("interventions", Set.of("model", "stats")),
          entry("respond", Set.of("model")),
          entry("store", Set.of("model", "respond")),
          entry("gateway", Set.of("model", "ingest")),
          entry("grpc", Set.of("model", "ingest")),
          entry("identity", Set.of("model")),
          entry("share", Set.of("model", "stats", "store")),
          entry("marks", Set.of("model", "stats")),
          entry("lineage", Set.of("model", "stats", "marks")),
          entry("neural", Set.of("stats", "lineage")),
          entry(
              "server",
              Set.of(
                  "model",
                  "stats",
                  "ingest",
                  "detect",
                  "runtime",
                  "dossier",
                  "respond",
                  "store",
                  "gateway",
                  "grpc",
                  "identity",
                  "share",
                  "marks",
                  "interventions")),
          entry(
              "cli",
              Set.of(
                  "model",
                  "stats",
                  "ingest",
                  "detect",
                  "runtime",
                  "dossier",
                  "arena",
                  "baselines",
                  "interventions",
                  "respond",
                  "store",
                  "gateway",
                  "grpc",
                  "identity",
                  "share",
                  "marks",
                  "lineage",
                  "server")));

  private static final String CLI = "io.stillwatch.cli";

  private static final List<String> SIDE_ROOMS =
      List.of(
          "respond",
          "gateway",
          "grpc",
          "identity",
          "share",
          "dossier",
          "interventions",
          "lineage",
          "provenance");

  private static final List<String> INSIDE_DETECT =
      List.of("features", "accounts", "coordination", "campaigns");

  /// What each room of the command line may import of the others; what stands in `cli` itself
  /// introduces them, and is imported by none.
  private static final Map<String, Set<String>> INSIDE_CLI =
      Map.ofEntries(
          entry("kit", Set.of()),
          entry("arena", Set.of("kit")),
          entry("scan", Set.of("kit")),
          entry("serve", Set.of("kit")),
          entry("mark", Set.of("kit")),
          entry("lineage", Set.of("kit")),
          entry("tokens", Set.of("kit")),
          entry("coalition", Set.of("kit")),
          entry("drill", Set.of("kit", "arena")),
          entry("policy", Set.of("kit", "scan")),
          entry("registry", Set.of("kit", "scan")),
          entry("interventions", Set.of("kit", "serve")),
          entry("dossier", Set.of("kit", "scan", "serve")),
          entry("share", Set.of("kit", "scan", "serve")));

  @Test
  void theRulesLookAtTheWholeHouse() {
    assertThat(MAIN.size()).isGreaterThan(FLOOR);
    assertThat(ARROWS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Project.modules().stream()
                .filter(m -> !m.equals("bench") && !m.equals("checks"))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "stats",
        "ingest",
        "detect",
        "runtime",
        "flink",
        "dossier",
        "arena",
        "baselines",
        "interventions",
        "respond",
        "store",
        "gateway",
        "grpc",
        "identity",
        "share",
        "marks",
        "lineage",
        "neural",
        "server",
        "cli"
      })
  void importsRunOnlyAlongTheArrows(String module) {
    String[] forbidden =
        ARROWS.keySet().stream()
            .filter(other -> !other.equals(module) && !ARROWS.get(module).contains(other))
            .map(HouseTest::room)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(room(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void theRoomsUnderneathBringInNoLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage(room("model"), room("stats"), room("detect"))
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("io.stillwatch..", "java..", "javax.crypto..", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void sideRoomsNeverImportEachOther() {
    for (String room : SIDE_ROOMS) {
      String[] others =
          SIDE_ROOMS.stream()
              .filter(other -> !other.equals(room))
              .map(HouseTest::room)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(room(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(MAIN);
    }
  }

  @Test
  void insideDetectNothingLooksAhead() {
    for (int i = 0; i + 1 < INSIDE_DETECT.size(); i++) {
      String[] ahead =
          INSIDE_DETECT.subList(i + 1, INSIDE_DETECT.size()).stream()
              .map(p -> room("detect." + p))
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(room("detect." + INSIDE_DETECT.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ahead)
          .allowEmptyShould(true)
          .check(MAIN);
    }
  }

  @Test
  void insideTheCommandLineRoomsStandOnTheKit() {
    assertThat(
            MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(p -> p.startsWith(CLI + "."))
                .map(p -> p.substring(CLI.length() + 1))
                .collect(Collectors.toSet()))
        .isEqualTo(INSIDE_CLI.keySet());
    INSIDE_CLI.forEach(
        (room, may) -> {
          String[] forbidden =
              Stream.concat(
                      Stream.of(CLI),
                      INSIDE_CLI.keySet().stream()
                          .filter(other -> !other.equals(room) && !may.contains(other))
                          .map(other -> CLI + "." + other))
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(CLI + "." + room)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden)
              .check(MAIN);
        });
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.stillwatch.(**)").should().beFreeOfCycles().check(MAIN);
  }

  private static String room(String name) {
    return "io.stillwatch." + name + "..";
  }
}
