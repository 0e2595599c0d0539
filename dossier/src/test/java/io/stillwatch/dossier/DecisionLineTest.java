// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Undo;
import io.stillwatch.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Decisions as docs/formats/decisions.md shows them.
class DecisionLineTest {
  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static Decision decided(Remedy remedy) {
    return new Decision(
        "d-5f0c2a9be1d34c7780aa",
        "acct_7h2k",
        remedy,
        new Grounds(
            "The account is named in a group.",
            "slow-standing",
            List.of(),
            new Snapshot(
                "sw-b8b869ede002",
                Verdict.CAMPAIGN,
                831.2201,
                44.1,
                6.3,
                at("2026-03-02T16:00:00Z")),
            new TreeMap<>()),
        new Term(
            at("2026-03-04T00:00:00Z"),
            at("2026-03-04T05:12:09.314Z"),
            at("2026-03-11T05:12:09.314Z")),
        Mode.LIVE,
        Optional.empty());
  }

  @Test
  void thePageShowsWhatIsWritten() throws IOException {
    Decision slowed = decided(new Remedy.Slow(0.5));
    Decision ended =
        slowed.endedBy(
            new Undo(
                slowed.id(),
                at("2026-03-06T00:00:00Z"),
                "the ladder",
                "The finding was withdrawn.",
                ""));
    assertThat(Files.readAllLines(Path.of("../docs/formats/decisions.md")))
        .contains(Dossier.decisionJson(slowed), Dossier.undoJson(ended));
  }

  @Test
  void eachRemedyTellsItsSetting() {
    assertThat(Dossier.decisionJson(decided(new Remedy.Verify(""))))
        .contains("\"remedy\":\"verify\",\"verify_webhook\":\"\",\"decided_at\"");
    assertThat(
            Dossier.decisionJson(
                decided(new Remedy.Narrow(new TreeSet<>(List.of(Feature.SEVERAL_ANSWERS))))))
        .contains("\"remedy\":\"narrow\",\"narrow_without\":[\"several-answers\"],\"decided_at\"");
    assertThat(Dossier.decisionJson(decided(new Remedy.Mark("spring"))))
        .contains("\"remedy\":\"mark\",\"mark_key\":\"spring\",\"decided_at\"");
    assertThat(Dossier.decisionJson(decided(new Remedy.Suspend())))
        .contains("\"remedy\":\"suspend\",\"decided_at\"");
  }
}
