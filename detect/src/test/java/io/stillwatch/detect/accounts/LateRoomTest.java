// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateRoomTest {
  /// The plain twin makes all its room at once, and counts every piece of work when it comes.
  private static final class Plain {
    private long[] young = new long[16];
    private long[] old = new long[16];
    private final int[] tags = new int[48];
    private final int[] times = new int[48];
    private int added;
    private int promoted;
    private int hand;

    long use(Hashes phrases) {
      long habits = 0;
      for (int i = 0; i < phrases.size(); i++) {
        long phrase = phrases.get(i);
        int tag = (int) (phrase >>> 32) | 1;
        int at = 0;
        while (at < 48 && tags[at] != tag) {
          at++;
        }
        if (at < 48) {
          times[at] = Math.min(127, times[at] + 1);
          habits |= times[at] >= 2 ? 1L << i : 0;
        } else if (holds(young, phrase) || holds(old, phrase)) {
          promote(tag);
        } else {
          set(young, phrase);
          set(young, phrase >>> 10);
          if (++added == 120) {
            old = young;
            young = new long[16];
            added = 0;
          }
        }
      }
      return habits;
    }

    private static boolean holds(long[] filter, long phrase) {
      return has(filter, phrase) && has(filter, phrase >>> 10);
    }

    private static boolean has(long[] filter, long bit) {
      return (filter[(int) (bit >>> 6 & 15)] >>> bit & 1) == 1;
    }

    private static void set(long[] filter, long bit) {
      filter[(int) (bit >>> 6 & 15)] |= 1L << bit;
    }

    private void promote(int tag) {
      int least = hand;
      for (int i = 0; i < 48; i++) {
        int next = (hand + i) % 48;
        least = times[next] < times[least] ? next : least;
      }
      hand = (least + 1) % 48;
      tags[least] = tag;
      times[least] = 1;
      if (++promoted == 48) {
        promoted = 0;
        Arrays.setAll(times, i -> times[i] - (times[i] + 3) / 4);
      }
    }
  }

  private static Hashes work(Draw draw, int phrases, int known) {
    long[] some = new long[phrases];
    Arrays.setAll(
        some, i -> draw.nextInt(3) == 0 ? draw.nextLong() : Mix.mix64(draw.nextInt(known)));
    return Hashes.copyOf(Arrays.stream(some).distinct().sorted().toArray(), phrases(some));
  }

  private static int phrases(long[] some) {
    return (int) Arrays.stream(some).distinct().count();
  }

  @Test
  void makingRoomLateChangesNoHabit() {
    Seeds.each(
        60,
        draw -> {
          var habits = new Habits();
          var plain = new Plain();
          int known = 1 + draw.nextInt(200);
          for (int i = 0; i < 300; i++) {
            Hashes work = work(draw, draw.nextInt(25), known);
            assertThat(habits.use(work)).as("piece of work %d", i).isEqualTo(plain.use(work));
            habits = draw.nextInt(20) == 0 ? again(habits) : habits;
          }
        });
  }

  private static Habits again(Habits habits) throws IOException {
    var bytes = new ByteArrayOutputStream();
    habits.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var back = new Habits();
    back.read(in);
    assertThat(in.available()).isZero();
    return back;
  }

  @Test
  void theThirdTimeIsAHabitTheFirstPieceOfWorkIncluded() {
    var habits = new Habits();
    Hashes work = Hashes.copyOf(new long[] {Mix.mix64(1), Mix.mix64(2)}, 2);
    assertThat(habits.use(work)).isZero();
    assertThat(habits.use(work)).isZero();
    assertThat(habits.use(work)).isEqualTo(0b11);
  }

  @Test
  void theLastFewAreThoseOfAPlainList() {
    Seeds.each(
        30,
        draw -> {
          int most = 1 + draw.nextInt(20);
          var recent = new Recent(most);
          var plain = new ArrayList<Long>();
          for (int i = 0; i < 100; i++) {
            long hash = Mix.mix64(draw.nextInt(40));
            List<Long> last = plain.subList(Math.max(0, plain.size() - most), plain.size());
            assertThat(recent.holds(hash)).isEqualTo(last.contains(hash));
            recent.add(hash);
            plain.add(hash);
            recent = draw.nextInt(10) == 0 ? again(recent, most) : recent;
          }
        });
  }

  private static Recent again(Recent recent, int most) throws IOException {
    var bytes = new ByteArrayOutputStream();
    recent.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var back = new Recent(most);
    back.read(in);
    assertThat(in.available()).isZero();
    return back;
  }
}
