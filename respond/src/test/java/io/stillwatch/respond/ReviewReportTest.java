// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewReportTest {
  private final List<ReviewReport.Case> cases = new ArrayList<>();

  private void reviewed(int times, String rule, double log10Member, Review.Verdict verdict) {
    for (int i = 0; i < times; i++) {
      var grounds =
          new Grounds(
              "It was seen.",
              rule,
              List.of(),
              new Snapshot("c-1", Verdict.CAMPAIGN, 9, 3, log10Member, 5),
              Collections.emptySortedMap());
      var decision =
          new Decision(
              "d-" + cases.size(),
              "a-" + cases.size(),
              new Remedy.Watch(),
              grounds,
              new Term(5, 5, 9),
              Mode.LIVE,
              Optional.empty());
      cases.add(new ReviewReport.Case(decision, verdict, log10Member < 4 ? "E5" : "E1"));
    }
  }

  @Test
  void aRuleThatIsWrongMoreOftenThanWasPromisedIsNamedAndOneThatMayNotBeIsNot() {
    reviewed(6, "harsh", 3, Review.Verdict.UPHELD);
    reviewed(4, "harsh", 3, Review.Verdict.OVERTURNED);
    reviewed(59, "mild", 7, Review.Verdict.UPHELD);
    reviewed(1, "mild", 1.9, Review.Verdict.OVERTURNED);
    ReviewReport report = ReviewReport.of(0.02, cases);
    assertThat(report.rules())
        .containsExactly(new ReviewCount("harsh", 10, 4), new ReviewCount("mild", 60, 1));
    assertThat(report.rules())
        .filteredOn(report::breaks)
        .extracting(ReviewCount::of)
        .containsExactly("harsh");
    assertThat(report.families())
        .containsExactly(new ReviewCount("E1", 59, 0), new ReviewCount("E5", 11, 5));
    assertThat(report.bands())
        .containsExactly(
            new ReviewCount("e below 100", 1, 1),
            new ReviewCount("e of 100 to 10^4", 10, 4),
            new ReviewCount("e of 10^6 and more", 59, 0));
  }

  @Test
  void whereNobodyLookedNothingIsSaid() {
    assertThat(ReviewReport.of(0.02, cases))
        .isEqualTo(new ReviewReport(0.02, List.of(), List.of(), List.of()));
  }
}
