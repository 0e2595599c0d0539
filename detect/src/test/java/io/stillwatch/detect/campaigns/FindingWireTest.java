// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.detect.Wires;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Tie;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingWireTest {
  private static final Window WEEK = new Window(1, 7);

  private static Campaign campaign(Verdict verdict) {
    List<Evidence> evidence =
        Stream.of(Family.values())
            .map(
                f -> new Evidence(f, "count", 5, 0.1, 7.25, WEEK, "five \u00e9", "Poisson", 31_000))
            .toList();
    return new Campaign(
        "sw-1",
        verdict,
        List.of(
            new Member("a", 3.5, 0.9, new Counts(1, 2, 3), List.of("one", "two")),
            new Member("b", Double.POSITIVE_INFINITY, 0, Counts.ZERO, List.of())),
        12,
        WEEK,
        new Counts(1L << 40, 2, 3),
        8.125,
        -0.5,
        4,
        99,
        0.75,
        evidence,
        List.of(new ModelUse("model-1", new Counts(4, 5, 6))),
        List.of("AML.T0024"),
        List.of("a contract between them"),
        List.of(new Day(0, 7, 2), new Day(86_400_000, 8, 1)),
        List.of(new Tie("a", "b", "same scaffold", 3)));
  }

  @Test
  void aRichCampaignReadBackIsTheSame() throws IOException {
    for (Verdict verdict : Verdict.values()) {
      Finding finding = new Finding.Named(5, -6, campaign(verdict));
      assertThat(Wires.trip(new FindingWire(), finding)).isEqualTo(finding);
    }
  }

  @Test
  void aReportReadBackIsTheSame() throws IOException {
    var unavailable = new TreeMap<>(Map.of(Family.E2, "no artefacts", Family.E3, "no text"));
    List<Finding.Null> nulls =
        List.of(new Finding.Null("E5 concentration", 1.5, "twice the median"));
    Finding explained = new Finding.Explained(5, 1, "acct_1", List.of("one", "two"));
    assertThat(Wires.trip(new FindingWire(), explained)).isEqualTo(explained);
    Finding withdrawn = new Finding.Withdrawn(5, 2, "acct_2", "sw-1", 3, 4);
    assertThat(Wires.trip(new FindingWire(), withdrawn)).isEqualTo(withdrawn);
    List<Finding.Mark> marks = List.of(new Finding.Mark("SYSTEM", -9), new Finding.Mark("HEAD", 3));
    Finding owned = new Finding.Owned(5, -7, "sw-1", marks);
    assertThat(Wires.trip(new FindingWire(), owned)).isEqualTo(owned);
    List<Evidence> evidence =
        List.of(new Evidence(Family.E3, "count", 5, 0.1, 7.25, WEEK, "five", "Poisson", 31_000));
    Finding measured =
        new Finding.Measured(5, 8, "suspicion 1", List.of("a", "b"), 2.5, 4.75, evidence);
    assertThat(Wires.trip(new FindingWire(), measured)).isEqualTo(measured);
    Finding finding = new Finding.Status(5, 0, 1, 2, 3, 4, nulls, unavailable);
    assertThat(Wires.trip(new FindingWire(), finding)).isEqualTo(finding);
  }

  @Test
  void otherBytesAreRefused() {
    assertThatThrownBy(() -> Wires.read(new FindingWire(), new byte[17]))
        .isInstanceOf(IOException.class)
        .hasMessage("not a finding: kind 0");
  }
}
