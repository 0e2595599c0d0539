// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BeatTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void aSpanEndsAtItsWholeMultiples() {
    var beat = new Beat(10 * MINUTE);
    assertThat(beat.next(1)).isEqualTo(10 * MINUTE);
    assertThat(beat.next(10 * MINUTE)).isEqualTo(10 * MINUTE);
    assertThat(beat.next(10 * MINUTE + 1)).isEqualTo(20 * MINUTE);
    assertThat(beat.next(-1)).isZero();
  }

  @Test
  void everyEndOfAnHourAndOfADayIsAnEndOfASpan() {
    for (long minutes : new long[] {1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60}) {
      var beat = new Beat(minutes * MINUTE);
      for (long at = HOUR; at <= 48 * HOUR; at += HOUR) {
        assertThat(beat.next(at - 1)).as("every %d minutes", minutes).isEqualTo(at);
      }
    }
    assertThat(Beat.endsDay(24 * HOUR)).isTrue();
    assertThat(Beat.endsDay(23 * HOUR)).isFalse();
    assertThat(Beat.tomorrow(24 * HOUR)).isEqualTo(48 * HOUR);
  }

  @Test
  void aSpanThatDoesNotFitIntoTheHourIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Beat(7 * MINUTE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Beat(2 * HOUR));
    assertThatIllegalArgumentException().isThrownBy(() -> new Beat(0));
  }
}
