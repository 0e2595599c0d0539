// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against all pairs.
class DistinctTest {
  private static boolean near(Candidate a, Candidate b) {
    int both = a.members().filter(b.members()::contains).size();
    return 100 * both >= 95 * (a.size() + b.size() - both);
  }

  private static List<Candidate> plain(List<Candidate> all) {
    var kept = new ArrayList<Candidate>();
    for (Candidate c : all) {
      if (kept.stream().noneMatch(k -> near(k, c))) {
        kept.add(c);
      }
    }
    return kept;
  }

  /// Sets that differ by a few from one of five.
  private static List<Candidate> any(Draw draw) {
    var all = new ArrayList<Candidate>();
    for (int c = 0; c < 120; c++) {
      int from = 30 * draw.nextInt(5);
      var members = new BitSet();
      members.set(from, from + 40 + 10 * draw.nextInt(3));
      for (int change = draw.nextInt(5); change > 0; change--) {
        members.flip(draw.nextInt(200));
      }
      all.add(Boards.candidate(c, members.stream().toArray()));
    }
    return all;
  }

  private static Candidate run(int name, int from, int until) {
    return Boards.candidate(name, IntStream.range(from, until).toArray());
  }

  @Test
  void itKeepsWhatComparingAllPairsKeeps() {
    var dropped = new int[1];
    Seeds.each(
        60,
        draw -> {
          List<Candidate> all = any(draw);
          List<Candidate> plain = plain(all);
          assertThat(Distinct.of(all)).isEqualTo(plain);
          dropped[0] += all.size() - plain.size();
        });
    assertThat(dropped[0]).as("left out in all").isGreaterThan(1_000);
  }

  @Test
  void theEarlierOfTwoIsKept() {
    Candidate early = run(1, 0, 40);
    Candidate late = run(2, 0, 41);
    assertThat(Distinct.of(List.of(early, late))).containsExactly(early);
    assertThat(Distinct.of(List.of(late, early))).containsExactly(late);
  }

  @Test
  void nineteenOfTwentyAreNearAndEighteenOfNineteenAreNot() {
    assertThat(Distinct.of(List.of(run(1, 0, 20), run(2, 0, 19)))).hasSize(1);
    assertThat(Distinct.of(List.of(run(1, 0, 19), run(2, 0, 18)))).hasSize(2);
    assertThat(Distinct.of(List.of(run(1, 0, 20), run(2, 1, 21)))).hasSize(2);
  }

  @Test
  void nestedGroupsAreBothKept() {
    assertThat(Distinct.of(List.of(run(1, 0, 100), run(2, 0, 50)))).hasSize(2);
  }

  @Test
  void noMoreThan1500AreKeptTheFirst() {
    var all = new ArrayList<Candidate>();
    for (int c = 0; c < 1_600; c++) {
      all.add(run(c, 6 * c, 6 * c + 6));
    }
    assertThat(Distinct.of(all)).isEqualTo(all.subList(0, 1_500));
  }
}
