// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TimetableTest {
  @Test
  void theSlotsOfAPairAreAdjacentEqualAndEndTheRound() {
    var timetable = new Timetable(500, 100, 20, 3);

    assertThat(timetable.start(0)).isEqualTo(560);
    assertThat(timetable.start(1)).isEqualTo(580);
    assertThat(timetable.start(4)).isEqualTo(760);
    assertThat(timetable.window().until()).isEqualTo(799);
  }

  /// The plain twin walks over all slots.
  @Test
  void everyMomentFindsItsSlot() {
    Plans.each(
        50,
        draw -> {
          long slot = 1 + draw.nextInt(5);
          var timetable =
              new Timetable(
                  draw.nextInt(100) - 50, 2 * slot + draw.nextInt(10), slot, 1 + draw.nextInt(4));
          for (long at = timetable.from() - 5; at <= timetable.window().until() + 5; at++) {
            assertThat(timetable.slotAt(at))
                .as("at %d of %s", at, timetable)
                .isEqualTo(plain(timetable, at));
            assertThat(timetable.holds(at))
                .isEqualTo(at >= timetable.window().from() && at <= timetable.window().until());
          }
        });
  }

  private static int plain(Timetable timetable, long at) {
    for (int slot = 0; slot < 2 * timetable.pairs(); slot++) {
      if (at >= timetable.start(slot) && at < timetable.start(slot) + timetable.slot()) {
        return slot;
      }
    }
    return -1;
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(0, 19, 10, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(0, 20, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(0, 20, 10, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(0, 20, 10, 401));
  }
}
