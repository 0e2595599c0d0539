// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Review;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReviewCommandTest {
  @TempDir Path folder;

  private void reviewed(int wrong, int right) {
    try (Store store = Store.open(new StoreConfig.Embedded(folder), InstantSource.system())) {
      for (int i = 0; i < wrong + right; i++) {
        var verdict = i < wrong ? Review.Verdict.OVERTURNED : Review.Verdict.UPHELD;
        Decision decision = decision("d-" + i);
        store.change(
            "ada",
            change -> {
              change.decide(decision);
              change.review(review(decision, Review.Verdict.OVERTURNED));
              change.review(review(decision, verdict));
            });
      }
    }
  }

  private static Review review(Decision decision, Review.Verdict verdict) {
    return new Review(decision.id(), "slow-standing", verdict, "ada", "seen", 6);
  }

  private static Decision decision(String id) {
    return new Decision(
        id,
        "a" + id,
        new Remedy.Watch(),
        new Grounds(
            "It was seen.",
            "slow-standing",
            List.of(),
            new Snapshot("c-1", Verdict.CAMPAIGN, 9, 3, 3, 5),
            Collections.emptySortedMap()),
        new Term(5, 5, 9),
        Mode.SHADOW,
        Optional.empty());
  }

  private Typed report(String more) {
    return Typed.line("review report --data " + folder + more);
  }

  @Test
  void aRuleThatBreaksItsPromiseIsProposedForShadowAndTheNewestReviewOfADecisionCounts() {
    reviewed(4, 6);
    Typed typed = report("");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exit()).isZero();
    assertThat(typed.out())
        .contains("at most 2.0% of accused accounts innocent")
        .containsPattern("slow-standing +10 +4  12.2% to 73.8%, more than promised")
        .contains("set its mode to shadow")
        .contains("drawn at random");
  }

  @Test
  void programsReadTheSame() {
    reviewed(0, 3);
    JsonNode report = new JsonMapper().readTree(report(" --json").out());
    JsonNode rule = report.path("rules").path(0);
    assertThat(rule.path("name").asString()).isEqualTo("slow-standing");
    assertThat(rule.path("wrong_at_least").asDouble()).isZero();
    assertThat(rule.path("wrong_at_most").asDouble()).isBetween(0.70, 0.71);
    assertThat(rule.path("breaks_promise").asBoolean()).isFalse();
    assertThat(report.path("families").path(0).path("name").asString()).isEqualTo("not known");
  }

  @Test
  void whereNobodyLookedItSaysHowTo() {
    reviewed(0, 0);
    assertThat(report("").out()).contains("nobody has reviewed a decision yet");
  }
}
