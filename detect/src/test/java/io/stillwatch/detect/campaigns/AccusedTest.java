// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Campaigns;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccusedTest {
  private static List<String> withdrawn(Accused accused, long now, Campaign... campaigns) {
    var out = new ArrayList<Finding>();
    accused.update(now, List.of(campaigns), out::add);
    return out.stream()
        .map(f -> (Finding.Withdrawn) f)
        .map(w -> w.account() + " " + w.campaign() + " " + w.named() + "-" + w.withdrawn())
        .toList();
  }

  @Test
  void whoIsNoLongerAccusedIsToldUntilAccusedAgain() {
    var accused = new Accused();
    assertThat(withdrawn(accused, 1, Campaigns.of("c", Verdict.CAMPAIGN, "a", "b"))).isEmpty();
    assertThat(withdrawn(accused, 2, Campaigns.of("c", Verdict.CAMPAIGN, "a")))
        .containsExactly("b c 1-2");
    assertThat(withdrawn(accused, 3, Campaigns.of("c", Verdict.CAMPAIGN, "a")))
        .as("it stays told")
        .containsExactly("b c 1-2");
    assertThat(withdrawn(accused, 4, Campaigns.of("d", Verdict.CAMPAIGN, "a", "b"))).isEmpty();
    assertThat(withdrawn(accused, 5)).containsExactly("a d 1-5", "b d 4-5");
  }

  @Test
  void aVerdictThatAccusesNobodyWithdrawsNothing() {
    var accused = new Accused();
    assertThat(withdrawn(accused, 1, Campaigns.of("c", Verdict.WATCH, "a"))).isEmpty();
    assertThat(withdrawn(accused, 2)).isEmpty();
  }

  @Test
  void anAccusationIsAsOldAsThatOfHalfOfTheAccountsWhateverTheGroup() {
    var accused = new Accused();
    withdrawn(accused, 1, Campaigns.of("c", Verdict.CAMPAIGN, "a", "b"));
    assertThat(accused.since(List.of("a", "b", "z"), 2)).isEqualTo(1);
    assertThat(accused.since(List.of("a", "y", "z"), 2)).isEqualTo(2);
    withdrawn(accused, 2, Campaigns.of("d", Verdict.CAMPAIGN, "a", "b", "z"));
    assertThat(accused.since(List.of("a", "b", "z"), 3)).as("under another name").isEqualTo(1);
    withdrawn(accused, 3);
    withdrawn(accused, 4, Campaigns.of("d", Verdict.CAMPAIGN, "a", "b", "z"));
    assertThat(accused.since(List.of("a", "b", "z"), 5)).as("after a break").isEqualTo(4);
  }

  @Test
  void itIsReadAsItWasWritten() throws IOException {
    var accused = new Accused();
    withdrawn(accused, 1, Campaigns.of("c", Verdict.CAMPAIGN, "a", "b"));
    withdrawn(accused, 2, Campaigns.of("c", Verdict.CAMPAIGN, "a"));
    var bytes = new ByteArrayOutputStream();
    accused.write(new DataOutputStream(bytes));
    var again = new Accused();
    again.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(withdrawn(again, 3)).containsExactly("a c 1-3", "b c 1-2");
  }
}
