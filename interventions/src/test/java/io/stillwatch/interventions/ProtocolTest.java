// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProtocolTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Trial finished() {
    Trial trial = Trial.of(Plans.plan(6, 3, 21));
    trial = trial.close(Plans.CALM, () -> new Focal(50, 40));
    trial = trial.close(new Surroundings(10, 1000, true, false), () -> new Focal(5, 40));
    return trial.close(Plans.CALM, () -> new Focal(41, 44));
  }

  @Test
  void theRecordGoesThroughJsonAndGivesTheSameResult() {
    Protocol written = Protocol.revealed(finished());
    Protocol read = JSON.readValue(JSON.writeValueAsString(written), Protocol.class);

    assertThat(read).isEqualTo(written);
    assertThat(read.check().standing()).isEqualTo(finished().standing());
  }

  @Test
  void beforeTheEndTheRecordHoldsTheCommitmentAndNotTheSeed() {
    Trial begun = Trial.of(Plans.plan(6, 3, 21)).close(Plans.CALM, () -> new Focal(1, 2));
    Protocol closed = Protocol.closed(begun);

    assertThat(JSON.writeValueAsString(closed))
        .contains(begun.plan().commitment())
        .doesNotContain(Plans.seed(21).hex());
    assertThatIllegalArgumentException().isThrownBy(() -> Protocol.revealed(begun));
    assertThatIllegalArgumentException().isThrownBy(closed::check).withMessageContaining("seed");
    assertThat(Protocol.revealed(begun.stopped(0, "consent withdrawn")).seed()).isPresent();
  }

  @Test
  void anotherSeedOrAnotherDesignIsDetected() {
    Protocol made = Protocol.revealed(finished());
    Design d = made.design();
    List<Design> designs =
        List.of(
            d.allowed("somebody else"),
            new Design(d.candidate(), Plans.members(7), d.timetable(), d.remedy(), d.consent()),
            new Design(
                d.candidate(),
                d.members(),
                new Timetable(d.timetable().from(), Plans.ROUND, Plans.SLOT, 4),
                d.remedy(),
                d.consent()));

    for (Design other : designs) {
      assertTampered(
          new Protocol(other, made.commitment(), made.seed(), made.pairs(), made.stop()));
    }
    assertTampered(
        new Protocol(d, made.commitment(), Optional.of(Plans.seed(22)), made.pairs(), made.stop()));
    assertTampered(new Protocol(d, "0".repeat(64), made.seed(), made.pairs(), made.stop()));
  }

  private static void assertTampered(Protocol protocol) {
    assertThatIllegalArgumentException()
        .isThrownBy(protocol::check)
        .withMessageContaining("not the one that was committed to");
  }

  @Test
  void aVoidPairCannotBeCountedAfterwards() {
    Protocol honest = Protocol.revealed(finished());
    String json = JSON.writeValueAsString(honest);
    String counted = json.replace("\"focal\":null", "\"focal\":{\"first\":5,\"second\":40}");

    assertThat(counted).isNotEqualTo(json);
    assertThat(catchThrowable(() -> JSON.readValue(counted, Protocol.class)))
        .hasMessageContaining("nothing around it voids it");
  }
}
