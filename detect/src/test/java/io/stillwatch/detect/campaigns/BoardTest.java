// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.Wires;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Holding;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Family;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Mix;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final long DAY = 86_400_000;
  private static final Wire<Board> WIRE = new CampaignStage(Rules.standard(0.01, 0.01)).state();

  private static Holding holding(Kind kind, long artefact, int day, int level, long... holders) {
    var uses = new long[holders.length];
    java.util.Arrays.fill(uses, 1);
    return new Holding(
        day * DAY,
        kind,
        artefact,
        level,
        4,
        Hashes.copyOf(new long[] {holders.length, 0}, 2),
        Hashes.copyOf(holders, holders.length),
        Hashes.copyOf(uses, uses.length));
  }

  private static Flow flow(int day, long from, long to, long item) {
    return new Flow(day * DAY, item, Family.E1, from, to, item, item, false);
  }

  private static Flow reply(int day, long item, long mark) {
    return new Flow(day * DAY, item, Family.E3, 1, 2, item, mark, false);
  }

  @Test
  void whatNobodyUsedFor28DaysIsForgottenAndTraitsAreNot() {
    var board = new Board();
    board.take(holding(Kind.HEAD, 7, 1, 0, 1, 2));
    board.take(holding(Kind.PAYMENT, 8, 1, 0, 1, 2));
    board.take(holding(Kind.HEAD, 9, 1, 0, 1, 2));
    board.take(holding(Kind.HEAD, 9, 2, 0, 1));
    board.forget(28 * DAY);
    assertThat(board.artefacts.sortedKeys()).containsExactly(7, 8, 9);
    board.forget(29 * DAY);
    assertThat(board.artefacts.sortedKeys()).containsExactly(8, 9);
    board.forget(100 * DAY);
    assertThat(board.artefacts.sortedKeys()).containsExactly(8);
  }

  @Test
  void whatAGroupThatStoodIsKnownByStays() {
    var board = new Board();
    board.docket.reject(55, 1, DAY, Hashes.copyOf(new long[] {1, 2, 3}, 3));
    board.take(holding(Kind.HEAD, 7, 1, 0, 1, 2));
    board.take(holding(Kind.HEAD, 8, 1, 0, 5, 6));
    board.take(flow(1, 1, 2, 100));
    board.take(flow(1, 5, 6, 101));
    board.forget(90 * DAY);
    assertThat(board.artefacts.sortedKeys()).containsExactly(7);
    assertThat(board.flows).containsExactly(flow(1, 1, 2, 100));
  }

  @Test
  void aFlowOlderThan28DaysIsForgottenAndCountsWhenItComesAgain() {
    var board = new Board();
    board.take(flow(1, 1, 2, 100));
    board.take(flow(2, 1, 2, 100));
    assertThat(board.flows).as("each item once").hasSize(1);
    board.forget(29 * DAY);
    assertThat(board.flows).hasSize(1);
    board.forget(30 * DAY);
    assertThat(board.flows).isEmpty();
    board.take(flow(31, 1, 2, 100));
    assertThat(board.flows).hasSize(1);
  }

  @Test
  void theFirstFingerprintOfAReplyIsRememberedFor28To56Days() {
    for (int days : new int[] {1, 27, 60, 90}) {
      var board = new Board();
      board.forget(28 * DAY);
      board.take(reply(29, 100, 1));
      for (int day = 30; day <= 29 + days; day++) {
        board.forget(day * DAY);
      }
      board.take(reply(29 + days, 100, 2));
      assertThat(board.flows).as("%d days later", days).hasSize(days <= 28 ? 1 : 0);
    }
  }

  @Test
  void ofAPublicArtefactFourThousandHoldersAreListedAndOfACampaignAll() {
    Board board = Boards.of(30_000, 1);
    board.take(holding(Kind.HEAD, 7, 1, 0, LongStream.rangeClosed(1, 14_000).toArray()));
    board.take(holding(Kind.HEAD, 8, 1, 0, LongStream.rangeClosed(1, 16_000).toArray()));
    board.forget(2 * DAY);
    assertThat(board.artefacts.get(7).uses().size()).isEqualTo(14_000);
    Artefact common = board.artefacts.get(8);
    assertThat(common.uses().size()).isLessThanOrEqualTo(4_096);
    assertThat((double) common.uses().size() * common.listing()).isBetween(14_500.0, 17_500.0);
  }

  @Test
  void aNewHolderIsListedOnlyWhereTheSampleHasHim() {
    var artefact = new Artefact(Kind.HEAD);
    artefact.add(holding(Kind.HEAD, 7, 1, 3));
    long[] holders = LongStream.range(1, 1_001).map(i -> Mix.mix64(i) >> 16).toArray();
    artefact.add(holding(Kind.HEAD, 7, 2, 0, holders));
    assertThat(artefact.uses().size()).isBetween(80, 170);
    assertThat(LongStream.of(artefact.uses().sortedKeys())).allMatch(p -> Shard.sampled(p, 3));
  }

  /// Boards.portrait, active once on each of these days.
  private static Portrait active(int i, int... days) {
    Portrait p = Boards.portrait(i, days.length);
    var ring = new long[Portrait.DAYS / 2];
    int last = days[days.length - 1];
    for (int day : days) {
      if (day > last - Portrait.DAYS) {
        int slot = day % Portrait.DAYS;
        ring[slot / 2] += 1L << 32 * (slot & 1);
      }
    }
    return new Portrait(
        last * DAY + DAY,
        p.tie(),
        p.name(),
        p.principal(),
        p.facts(),
        days[0] * DAY,
        last * DAY,
        days.length,
        p.tokensIn(),
        p.tokensOut(),
        0,
        days.length,
        days.length,
        days.length,
        days.length,
        0,
        days.length,
        0,
        p.bits(),
        p.hours(),
        Hashes.copyOf(ring, ring.length),
        p.models());
  }

  private static double rate(Board board) {
    return new FlowTest(Family.E1, board, new Population(board), Portrait::firstTurns).rate();
  }

  @Test
  void theRateOfStrangersIsTakenOverTheTimeThatEventsAreKeptOf() {
    var recent = new Board();
    var old = new Board();
    for (int i = 0; i < 50; i++) {
      recent.take(new Clue.Seen(active(i, 95, 96, 97)));
      old.take(new Clue.Seen(active(i, 1, 2, 3, 4, 5, 40, 95, 96, 97)));
      old.take(new Clue.Seen(active(100 + i, 1, 2, 3)));
    }
    for (Board board : List.of(recent, old)) {
      board.take(flow(96, 1, 2, 100));
      board.forget(100 * DAY);
    }
    assertThat(rate(old)).isEqualTo(rate(recent));
    assertThat(old.since()).isEqualTo(72 * DAY);
  }

  @Test
  void aBoardReadBackGoesOnAsIfNothingHadHappened() {
    Seeds.each(
        10,
        draw -> {
          Board one = Boards.of(20, 3);
          one.docket.reject(55, 1, DAY, Hashes.copyOf(new long[] {1, 2, 3}, 3));
          Board other = Wires.read(WIRE, Wires.bytes(WIRE, one));
          for (int day = 1; day < 100; day++) {
            for (int i = 0; i < 6; i++) {
              Clue clue = any(draw, day);
              one.take(clue);
              other.take(clue);
            }
            one.forget(day * DAY);
            other.forget(day * DAY);
            other = draw.nextInt(10) == 0 ? Wires.read(WIRE, Wires.bytes(WIRE, other)) : other;
          }
          assertThat(Wires.bytes(WIRE, other)).isEqualTo(Wires.bytes(WIRE, one));
          assertThat(one.flows).hasSizeBetween(20, 400);
        });
  }

  private static Clue any(Draw draw, int day) {
    long a = 1 + draw.nextInt(20);
    long b = 1 + draw.nextInt(20);
    return switch (draw.nextInt(3)) {
      case 0 -> holding(Kind.at(draw.nextInt(20)), 1 + draw.nextInt(90), day, 0, a, b);
      case 1 -> flow(day, a, b, draw.nextInt(500));
      default -> reply(day, draw.nextInt(50), 1 + draw.nextInt(3));
    };
  }
}
