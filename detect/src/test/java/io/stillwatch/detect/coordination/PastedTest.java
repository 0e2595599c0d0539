// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Wires;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.model.Family;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A reply that comes back was pasted into new words, or stands in the history of a conversation.
class PastedTest {
  private static Flow flow(Kind had, Kind asked) {
    var shard = new Shard();
    List<Clue> said = new ArrayList<>();
    shard.take(new Touch(5, 1, had, 77, 1, 500, 0), said::add);
    shard.take(new Touch(6, 2, asked, 77, 2, 501, 0), said::add);
    assertThat(said).hasSize(1);
    return (Flow) said.getFirst();
  }

  @Test
  void aReplyQuotedInAPromptIsPasted() {
    assertThat(flow(Kind.ISSUE, Kind.QUOTE).pasted()).isTrue();
  }

  @Test
  void aReplyInTheHistoryOfAConversationIsNot() {
    Flow resumed = flow(Kind.ISSUE, Kind.RESUME);
    assertThat(resumed.family()).isEqualTo(Family.E3);
    assertThat(resumed.pasted()).isFalse();
  }

  @Test
  void conversationsAndSealedReasoningAreNotPasted() {
    assertThat(flow(Kind.CHAIN, Kind.CONTINUE).pasted()).isFalse();
    assertThat(flow(Kind.SEAL, Kind.UNSEAL).pasted()).isFalse();
  }

  @Test
  void whetherItWasPastedSurvivesTheWire() throws IOException {
    for (Kind how : new Kind[] {Kind.QUOTE, Kind.RESUME}) {
      Clue flow = flow(Kind.ISSUE, how);
      assertThat(Wires.trip(new ClueWire(), flow)).isEqualTo(flow);
    }
  }
}
