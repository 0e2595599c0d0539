// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.Wires;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What counts as a piece of work.
class WorkTest {
  private final Tally tally = new Tally(7);

  private boolean add(int before, int chain, int payload) {
    return tally.add(reading(before, chain, payload));
  }

  /// The hashes are made of these numbers; 0 is absent.
  private static Reading reading(int before, int chain, int payload) {
    return Readings.of(
        1_000,
        Mix.mix64(before),
        Mix.mix64(chain),
        payload == 0 ? 0 : Mix.mix64(1_000_000L + payload));
  }

  private void assertCounts(long works, long followUps) {
    Portrait p = tally.paint(0);
    assertThat(p.works()).as("works").isEqualTo(works);
    assertThat(p.followUps()).as("follow-ups").isEqualTo(followUps);
  }

  @Test
  void aNewMessageIsAPieceOfWork() {
    assertThat(add(0, 1, 1)).isTrue();
    assertThat(add(0, 2, 2)).isTrue();
    assertCounts(2, 0);
  }

  @Test
  void aFollowUpIsNot() {
    assertThat(add(0, 1, 1)).isTrue();
    assertThat(add(1, 2, 2)).isFalse();
    assertThat(add(2, 3, 3)).as("the third turn").isFalse();
    assertCounts(1, 2);
  }

  @Test
  void theSameMessageAgainIsARetryOrOneMoreSampleAndNot() {
    assertThat(add(0, 1, 1)).isTrue();
    for (int replica = 0; replica < 50; replica++) {
      assertThat(add(0, 1, 1)).isFalse();
    }
    assertCounts(1, 0);
  }

  @Test
  void aRetriedFollowUpIsAFollowUpAndNoNewWork() {
    add(0, 1, 1);
    add(1, 2, 2);
    assertThat(add(1, 2, 2)).isFalse();
    assertCounts(1, 2);
  }

  @Test
  void replicasDoNotPushOutTheMessagesBeforeThem() {
    for (int payload = 1; payload <= 16; payload++) {
      add(0, payload, payload);
    }
    for (int replica = 0; replica < 100; replica++) {
      add(0, 16, 16);
    }
    assertThat(add(0, 1, 1)).as("the oldest of sixteen").isFalse();
    assertCounts(16, 0);
  }

  @Test
  void aMessageThatComesBackAfterSixteenOthersIsNewWork() {
    for (int payload = 1; payload <= 17; payload++) {
      add(0, payload, payload);
    }
    assertThat(add(0, 1, 1)).isTrue();
    assertCounts(18, 0);
  }

  @Test
  void aConversationIsFollowedUpAmongSevenOthersAndNotAfterEight() {
    for (int chain = 1; chain <= 8; chain++) {
      add(0, chain, chain);
    }
    assertThat(add(1, 9, 9)).as("seven conversations later").isFalse();
    assertThat(add(1, 10, 10)).as("eight conversations later").isTrue();
    assertCounts(9, 1);
  }

  @Test
  void takingUpAConversationThatAnotherBeganIsNewWork() {
    assertThat(add(50, 51, 1)).isTrue();
    assertCounts(1, 0);
  }

  @Test
  void anExchangeWithoutMessageOrConversationIsAPieceOfWorkEachTime() {
    assertThat(add(0, 0, 0)).isTrue();
    assertThat(add(0, 0, 0)).isTrue();
    assertCounts(2, 0);
  }

  @Test
  void worksAndFollowUpsAreCountedOnAsIfNothingHadHappenedAfterReadingBack() {
    Seeds.each(
        30,
        draw -> {
          var whole = new Tally(7);
          var stopped = new Tally(7);
          for (Reading r : life(draw)) {
            assertThat(stopped.add(r)).isEqualTo(whole.add(r));
            stopped = Wires.trip(new AccountStage().state(), stopped);
          }
          Portrait p = whole.paint(1);
          assertThat(stopped.paint(1)).isEqualTo(p);
          assertThat(p.works()).isBetween(1L, 199L);
          assertThat(p.followUps()).isBetween(1L, 200 - p.works());
        });
  }

  private static List<Reading> life(Draw draw) {
    var all = new ArrayList<Reading>();
    for (int i = 0; i < 200; i++) {
      int before = draw.nextInt(3) == 0 ? 1 + draw.nextInt(20) : 0;
      all.add(reading(before, 1 + draw.nextInt(20), draw.nextInt(40)));
    }
    return all;
  }
}
