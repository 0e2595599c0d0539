// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static io.stillwatch.respond.Cases.DAY;
import static io.stillwatch.respond.Cases.KEY;
import static io.stillwatch.respond.Cases.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TierTest {
  private static final Tier VERIFIED = Cases.policy().tier("verified");

  private static Decision with(Remedy remedy, Mode mode) {
    Decision some =
        new Ladder(Cases.policy(Cases.live("watch")), KEY)
            .decide(Cases.at(START, Cases.campaign("a")))
            .live()
            .getFirst();
    return new Decision("d", "a", remedy, some.grounds(), some.term(), mode, Optional.empty());
  }

  private static Tier under(Remedy remedy) {
    return VERIFIED.under(List.of(with(remedy, Mode.LIVE)), START + DAY);
  }

  @Test
  void eachRemedyLeavesWhatItLeaves() {
    assertThat(under(new Remedy.Watch())).isEqualTo(VERIFIED);
    assertThat(under(new Remedy.Verify(""))).isEqualTo(VERIFIED);
    assertThat(under(new Remedy.Mark("k"))).isEqualTo(VERIFIED);
    assertThat(under(new Remedy.Slow(0.5)).output().minute())
        .isEqualTo(VERIFIED.output().minute() / 2);
    assertThat(under(new Remedy.Slow(0.5)).concurrency()).isEqualTo(25);
    assertThat(under(new Remedy.Narrow(new TreeSet<>(List.of(Feature.LOGPROBS)))).features())
        .doesNotContain(Feature.LOGPROBS)
        .contains(Feature.REASONING);
    assertThat(under(new Remedy.Suspend()).requests()).isEqualTo(Tier.Rate.NONE);
    assertThat(under(new Remedy.Refuse()).concurrency()).isZero();
  }

  @Test
  void whatIsInShadowOrOverOrToComeLeavesAll() {
    List<Decision> shadow = List.of(with(new Remedy.Suspend(), Mode.SHADOW));
    List<Decision> live = List.of(with(new Remedy.Suspend(), Mode.LIVE));

    assertThat(VERIFIED.under(shadow, START + DAY)).isEqualTo(VERIFIED);
    assertThat(VERIFIED.under(live, START - 1)).isEqualTo(VERIFIED);
    assertThat(VERIFIED.under(live, START + 14 * DAY)).isEqualTo(VERIFIED);
  }

  @Test
  void toSlowIsNotToStop() {
    Tier slow = under(new Remedy.Slow(1e-9));

    assertThat(slow.requests()).isEqualTo(new Tier.Rate(1, 1));
    assertThat(slow.concurrency()).isEqualTo(1);
  }
}
