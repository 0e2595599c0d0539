// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.stats.Draw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HabitsTest {
  /// Phrases below this number set bits of their own in the filter, so that it cannot err.
  private static final int EXACT = 512;

  private static long phrase(int i) {
    int bits = i % EXACT;
    return (long) (i + 1) << 33 | (2L * bits + 1) << 10 | 2L * bits;
  }

  private static Hashes phrases(int... numbers) {
    long[] all = Arrays.stream(numbers).mapToLong(HabitsTest::phrase).toArray();
    return Hashes.copyOf(all, all.length);
  }

  private static int[] range(int from, int until) {
    return java.util.stream.IntStream.range(from, until).toArray();
  }

  private static long all(int n) {
    return (1L << n) - 1;
  }

  private static Habits again(Habits habits) throws IOException {
    var bytes = new ByteArrayOutputStream();
    habits.write(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    var back = new Habits();
    back.read(in);
    assertThat(in.available()).as("bytes not read").isZero();
    return back;
  }

  @Test
  void aPhraseIsAHabitFromItsThirdUseOn() {
    var habits = new Habits();
    assertThat(habits.use(phrases(1))).isZero();
    assertThat(habits.use(phrases(1))).isZero();
    for (int use = 3; use < 400; use++) {
      assertThat(habits.use(phrases(1))).as("use %d", use).isEqualTo(1);
    }
  }

  /// With no more phrases than there is room for nothing is forgotten and nothing mistaken.
  @Test
  void itAgreesWithAPlainCountWhereThereIsRoomForAll() {
    Seeds.each(
        100,
        draw -> {
          int vocabulary = 1 + draw.nextInt(47);
          var habits = new Habits();
          var plain = new HashMap<Integer, Integer>();
          for (int work = 0; work < 60; work++) {
            int[] said = draw.sample(vocabulary, Math.min(vocabulary, draw.nextInt(25)));
            assertThat(habits.use(phrases(said))).isEqualTo(counted(plain, said));
            habits = draw.nextInt(5) == 0 ? again(habits) : habits;
          }
        });
  }

  private static long counted(Map<Integer, Integer> plain, int[] said) {
    long expected = 0;
    for (int i = 0; i < said.length; i++) {
      expected |= plain.merge(said[i], 1, Integer::sum) >= 3 ? 1L << i : 0;
    }
    return expected;
  }

  @Test
  void aPhraseThatComesBackWithin120OtherNewOnesIsNoticed() {
    for (int before = 0; before < 120; before++) {
      var habits = new Habits();
      Arrays.stream(range(200, 200 + before)).forEach(i -> habits.use(phrases(i)));
      habits.use(phrases(1));
      Arrays.stream(range(60, 179)).forEach(i -> habits.use(phrases(i)));
      habits.use(phrases(1));
      assertThat(habits.use(phrases(1))).as("%d phrases before", before).isEqualTo(1);
    }
  }

  @Test
  void aPhraseThatComesBackAfter240OtherNewOnesIsForgotten() {
    for (int before = 0; before < 120; before++) {
      var habits = new Habits();
      Arrays.stream(range(300, 300 + before)).forEach(i -> habits.use(phrases(i)));
      habits.use(phrases(1));
      Arrays.stream(range(2, 242)).forEach(i -> habits.use(phrases(i)));
      habits.use(phrases(1));
      assertThat(habits.use(phrases(1))).as("%d phrases before", before).isZero();
    }
  }

  @Test
  void whatIsSaidOnceIsNoHabitHoweverMuchIsSaid() {
    Seeds.each(
        20,
        draw -> {
          var habits = new Habits();
          long mistaken = 0;
          for (int work = 0; work < 500; work++) {
            mistaken += Long.bitCount(habits.use(random(draw, 10)));
          }
          assertThat(mistaken).isZero();
        });
  }

  @Test
  void aScaffoldIsSeenAmongNewWordsFromItsThirdUseOn() {
    Seeds.each(
        20,
        draw -> {
          var habits = new Habits();
          Hashes scaffold = random(draw, 8);
          habits.use(scaffold);
          habits.use(random(draw, 16));
          habits.use(scaffold);
          for (int work = 0; work < 200; work++) {
            habits.use(random(draw, 16));
            assertThat(habits.use(scaffold)).as("work %d", work).isEqualTo(all(8));
          }
        });
  }

  private static Hashes random(Draw draw, int n) {
    long[] all = new long[n];
    Arrays.setAll(all, i -> draw.nextLong());
    Arrays.sort(all);
    return Hashes.copyOf(all, n);
  }

  @Test
  void habitsReadBackGoOnAsIfNothingHadHappened() {
    Seeds.each(
        20,
        draw -> {
          var whole = new Habits();
          Habits stopped = new Habits();
          for (int work = 0; work < 300; work++) {
            Hashes said = phrases(draw.sample(40 + work, 12));
            assertThat(stopped.use(said)).isEqualTo(whole.use(said));
            stopped = again(stopped);
          }
        });
  }
}
