// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Notes are few; a new habit finds room among what is noted already.
class HabitsFindRoomTest {
  private static Hashes phrases(Draw draw, int n) {
    var all = new long[n];
    for (int i = 0; i < n; i++) {
      all[i] = draw.nextLong();
    }
    Arrays.sort(all);
    return Hashes.copyOf(all, n);
  }

  private static int learned(Habits habits, Hashes scaffold, int uses) {
    long known = 0;
    for (int use = 0; use < uses; use++) {
      known = habits.use(scaffold);
    }
    return Long.bitCount(known);
  }

  @Test
  void aScaffoldIsLearnedAfterAnyAmountOfCover() {
    for (int cover : new int[] {0, 20, 40, 60, 100, 200, 400, 1_000}) {
      Seeds.each(
          10,
          draw -> {
            var habits = new Habits();
            for (int piece = 0; piece < cover; piece++) {
              habits.use(phrases(draw, 24));
            }
            for (int size : new int[] {4, 12}) {
              assertThat(learned(habits, phrases(draw, size), 15)).isGreaterThanOrEqualTo(size - 1);
            }
          });
    }
  }

  @Test
  void aThirdScaffoldIsLearnedWhenTheNotesAreFullOfTwo() {
    Seeds.each(
        10,
        draw -> {
          var habits = new Habits();
          learned(habits, phrases(draw, 24), 200);
          learned(habits, phrases(draw, 24), 200);
          assertThat(learned(habits, phrases(draw, 12), 100)).isEqualTo(12);
        });
  }
}
