// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Window;
import org.junit.jupiter.api.Test;

/// Which exchanges stand far from all the rest.
class DaysTest {
  private static final long DAY = 86_400_000;
  private static final long START = 20_514 * DAY;
  private static final long NEW = Long.MIN_VALUE;

  private final Days days = new Days();

  /// So many exchanges on a day, from its first millisecond on.
  private DaysTest on(int day, int exchanges) {
    for (int i = 0; i < exchanges; i++) {
      days.add(START + day * DAY + i);
    }
    return this;
  }

  private static long at(int day, int exchange) {
    return START + day * DAY + exchange;
  }

  @Test
  void oneExchangeOfAnotherAgeIsFar() {
    on(0, 500).on(6, 500).on(26_000, 1);
    assertThat(days.era(NEW)).isEqualTo(new Era(NEW, at(0, 0), at(6, 499)));
    assertThat(days.window(days.era(NEW))).isEqualTo(new Window(at(0, 0), at(6, 499)));
  }

  @Test
  void soIsOneFromLongBefore() {
    on(-3_000, 2).on(0, 500);
    assertThat(days.era(NEW)).isEqualTo(new Era(NEW, at(0, 0), at(0, 499)));
  }

  @Test
  void severalGapsPartSeveralErrors() {
    on(-3_000, 1).on(0, 9_000).on(100, 2).on(26_000, 6);
    assertThat(days.era(NEW)).isEqualTo(new Era(NEW, at(0, 0), at(0, 8_999)));
  }

  @Test
  void whatComesAfterAPauseIsNotFarWhenThereIsMuchOfIt() {
    on(0, 3_000).on(60, 4);
    assertThat(days.era(NEW).until()).isEqualTo(at(60, 3));
  }

  @Test
  void twentyEightDaysAreNoGap() {
    on(0, 500);
    days.add(at(28, 499));
    assertThat(days.era(NEW).until()).isEqualTo(at(28, 499));
    var more = new Days();
    more.add(days);
    more.add(at(28, 499) + 28 * DAY + 1);
    assertThat(more.era(NEW).until()).isEqualTo(at(28, 499));
  }

  @Test
  void inASmallLogNothingIsFar() {
    on(0, 90).on(60, 1);
    assertThat(days.era(NEW).until()).isEqualTo(at(60, 0));
  }

  @Test
  void theThreadsThatCountedDoNotMatter() {
    on(0, 500);
    var other = new Days();
    other.add(at(26_000, 0));
    other.add(at(0, 700));
    days.add(other);
    assertThat(days.era(NEW)).isEqualTo(new Era(NEW, at(0, 0), at(0, 700)));
  }

  /// What the scan before took in is not weighed again, and the pause after it is no gap.
  @Test
  void aScanThatGoesOnTakesInTheFirstExchangesAfterAPause() {
    on(0, 9_000).on(60, 5);
    assertThat(days.era(NEW).far(at(60, 0))).isTrue();
    assertThat(days.era(at(0, 8_999))).isEqualTo(new Era(at(0, 8_999), NEW, at(60, 4)));
    on(61, 300).on(26_000, 1);
    assertThat(days.era(at(0, 8_999))).isEqualTo(new Era(at(0, 8_999), NEW, at(61, 299)));
    assertThat(days.window(days.era(at(0, 8_999)))).isEqualTo(new Window(at(0, 0), at(61, 299)));
  }

  @Test
  void aLogThatIsAllOlderHoldsNothingFar() {
    on(0, 500).on(26_000, 1);
    assertThat(days.era(at(26_001, 0))).isEqualTo(Era.of(at(26_001, 0)));
  }
}
