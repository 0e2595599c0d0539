// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.runtime.Engine;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// From findings to attributed requests, with marks that the pipeline itself hands out.
class OwnedTest {
  private static List<Finding> judge(Town town) {
    var newest = new ArrayList<Finding>();
    try (var engine =
        new Engine<>(Detection.pipeline(Suspects.CONFIG), 2, 10_000, Engine.Mode.STRICT)) {
      engine.run(
          town.observations(Suspects.CONFIG).iterator(),
          finding -> {
            if (!newest.isEmpty() && newest.getLast().at() < finding.at()) {
              newest.clear();
            }
            newest.add(finding);
          });
    }
    return newest;
  }

  @Test
  void aCrewsWorkIsAttributedAndItsOwnUseIsNot() {
    var draw = new Draw(15);
    var town = new Town(draw, 3).strangers(60).crew(10);
    int works =
        town.entries().stream().filter(e -> e.account().startsWith("crew-")).toList().size() - 10;
    for (int i = 0; i < 40; i++) {
      String question = Said.words(draw, 25);
      long at = town.start() + draw.nextInt((int) Town.DAY);
      town.add(Said.by("crew-" + i % 10, at).user(question).reply(Said.words(draw, 50)).exchange());
    }

    List<Finding> findings = judge(town);

    assertThat(Town.named(findings).stream().map(n -> n.campaign().verdict()))
        .containsExactly(Verdict.CAMPAIGN);
    List<String> rows =
        Suspects.attributed(Attribution.of(findings), Registry.none(), town.entries());
    assertThat(rows).hasSize(works).allMatch(row -> row.startsWith("crew-"));
  }

  @Test
  void everyCampaignSaysByWhatItIsKnownAndOthersDoNot() {
    List<Finding> findings = judge(new Town(new Draw(16), 3).strangers(60).crew(10));
    List<String> campaigns =
        Town.named(findings).stream()
            .filter(n -> n.campaign().verdict() == Verdict.CAMPAIGN)
            .map(n -> n.campaign().id())
            .toList();
    assertThat(
            findings.stream()
                .filter(Finding.Owned.class::isInstance)
                .map(f -> ((Finding.Owned) f).campaign()))
        .containsExactlyElementsOf(campaigns)
        .isNotEmpty();
  }
}
