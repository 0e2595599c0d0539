// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Who takes turns, and who only looks like it: whole processes of requests, drawn by chance.
class TurnsTest {
  private static final int MEMBERS = 100;
  private static final int DAYS = 8;
  private static final int HOURS = 28 * 24;
  private static final int FIRST = HOURS - DAYS * 24;

  private final boolean[][] active = new boolean[MEMBERS][HOURS];

  private void mark(int member, double hour) {
    if (hour >= FIRST && hour < HOURS) {
      active[member][(int) hour] = true;
    }
  }

  /// A controller's requests by the hour: a daily rhythm that differs from day to day.
  private static IntToDoubleFunction rate(Random random, double perMember) {
    var level = new double[DAYS + 1];
    for (int d = 0; d < level.length; d++) {
      level[d] = 0.6 + 0.8 * random.nextDouble();
    }
    return h -> perMember * MEMBERS / 24 * level[(h - FIRST) / 24];
  }

  private void deal(Random random, IntToDoubleFunction rate, boolean inTurn) {
    int turn = 0;
    for (double t = FIRST;
        t < HOURS;
        t -= Math.log1p(-random.nextDouble()) / rate.applyAsDouble((int) t)) {
      mark(inTurn ? turn++ % MEMBERS : random.nextInt(MEMBERS), t);
    }
  }

  @RepeatedTest(20)
  void roundRobinIsTurns(RepetitionInfo info) {
    var random = new Random(info.getCurrentRepetition());
    deal(random, rate(random, 4 + random.nextInt(16)), true);
    assertThat(Turns.of(active)).matches(Turns::taken);
  }

  @RepeatedTest(20)
  void aListDealtAtRandomIsNotTurns(RepetitionInfo info) {
    var random = new Random(info.getCurrentRepetition());
    deal(random, rate(random, 12), false);
    assertThat(Turns.of(active)).matches(t -> !t.taken());
  }

  /// Loops with a period of their own app, started at different times, each a little off, with an
  /// outage for all and an update that halves the period.
  @RepeatedTest(40)
  void jobsThatRunByTheirOwnClockAreNotTurns(RepetitionInfo info) {
    var random = new Random(info.getCurrentRepetition());
    double period = 1 + random.nextInt(6);
    double off = random.nextInt(3) * 0.02;
    double outage = FIRST + random.nextInt(DAYS * 24);
    double update = FIRST + 24 * random.nextInt(2 * DAYS);
    for (int m = 0; m < MEMBERS; m++) {
      double own = period * (1 + off * random.nextGaussian());
      for (double t = FIRST + period * random.nextDouble(); t < HOURS; ) {
        if (t < outage || t > outage + 9) {
          mark(m, t);
        }
        t += (t > update ? own / 2 : own) * (1 + off * random.nextGaussian());
      }
    }
    assertThat(Turns.of(active)).matches(t -> !t.taken());
  }

  /// So many a day and no more, at hours of one's own; everybody has more to do on some days.
  @RepeatedTest(20)
  void quotasAreNotTurns(RepetitionInfo info) {
    var random = new Random(info.getCurrentRepetition());
    int quota = 4 + random.nextInt(12);
    for (int m = 0; m < MEMBERS; m++) {
      double mine = random.nextInt(24);
      for (int d = 0; d < DAYS; d++) {
        for (int k = 0; k < quota; k++) {
          mark(m, FIRST + 24 * d + (mine + 4 * Math.abs(random.nextGaussian())) % 24);
        }
      }
    }
    assertThat(Turns.of(active)).matches(t -> !t.taken());
  }

  /// An app that works for each customer whenever news comes in.
  @RepeatedTest(20)
  void whatNewsSetOffIsNotTurns(RepetitionInfo info) {
    var random = new Random(info.getCurrentRepetition());
    for (double t = FIRST; t < HOURS; t -= Math.log1p(-random.nextDouble()) * 3) {
      for (int m = 0; m < MEMBERS; m++) {
        mark(m, t + 0.2 * random.nextDouble());
      }
    }
    assertThat(Turns.of(active)).matches(t -> !t.taken());
  }

  @Test
  void nobodyAndNothingAreNotTurns() {
    assertThat(Turns.of(new boolean[0][HOURS])).isEqualTo(Turns.NONE);
    assertThat(Turns.of(active)).isEqualTo(Turns.NONE);
    assertThat(Turns.of(new boolean[1][HOURS])).isEqualTo(Turns.NONE);
  }
}
