// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import static io.stillwatch.respond.Cases.HOUR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelayKeyTest {
  private static final Caution CAUTION = new Caution(HOUR, HOUR, 12 * HOUR, 100, 0, 3);
  private static final DelayKey OTHER = DelayKey.of("another sixteen.".getBytes(UTF_8));

  @Test
  void delaysStayWithinTheBoundsAndFillThem() {
    int early = 0;
    for (int i = 0; i < 2000; i++) {
      long delay = Cases.KEY.delay(CAUTION, "d-" + i);
      assertThat(delay).isBetween(HOUR, 12 * HOUR);
      early += delay < 6.5 * HOUR ? 1 : 0;
    }
    assertThat(early).isBetween(880, 1120);
  }

  @Test
  void withoutTheKeyADelayTellsNothing() {
    int same = 0;
    Set<Long> different = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      long delay = Cases.KEY.delay(CAUTION, "d-" + i);
      different.add(delay);
      same += delay == OTHER.delay(CAUTION, "d-" + i) ? 1 : 0;
    }
    assertThat(different).hasSizeGreaterThan(1990);
    assertThat(same).isLessThan(5);
  }

  @Test
  void withTheKeyItCanBeDrawnAgain() {
    assertThat(Cases.KEY.delay(CAUTION, "d-1")).isEqualTo(Cases.KEY.delay(CAUTION, "d-1"));
    assertThat(Cases.KEY.delay(new Caution(HOUR, 5, 5, 1, 0, 1), "d-1")).isEqualTo(5);
  }

  @Test
  void theKeyIsLongAndNotPrinted() {
    assertThatIllegalArgumentException().isThrownBy(() -> DelayKey.of(new byte[15]));
    assertThat(Cases.KEY.toString()).isEqualTo("DelayKey[closed]");
  }
}
