// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.Wires;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardTest {
  private static final long DAY = 86_400_000;
  private static final long THING = 0xBEEF;
  private static final long A = 1;
  private static final long B = 2;
  private static final long C = 3;

  private final Shard shard = new Shard();
  private final List<Clue> said = new ArrayList<>();

  private void take(Kind kind, long principal, long item, int day) {
    shard.take(new Touch(day * DAY + 5, item, kind, THING, principal, item, 0), said::add);
  }

  private List<Flow> flows() {
    return said.stream().map(Flow.class::cast).toList();
  }

  // Conversations.

  @Test
  void aConversationBegunByOneAndContinuedByAnotherIsAHandOff() {
    take(Kind.CHAIN, A, 71, 0);
    take(Kind.CONTINUE, B, 72, 0);
    assertThat(flows()).containsExactly(new Flow(5, 72, Family.E1, A, B, 72, THING, false));
  }

  @Test
  void continuingOnesOwnConversationIsNot() {
    take(Kind.CHAIN, A, 71, 0);
    take(Kind.CONTINUE, A, 71, 0);
    assertThat(said).isEmpty();
  }

  @Test
  void continuingWhatNobodyBeganIsNot() {
    take(Kind.CONTINUE, B, 71, 0);
    assertThat(said).isEmpty();
  }

  @Test
  void aPrefixThatTwoBeganIsPublic() {
    take(Kind.CHAIN, A, 71, 0);
    take(Kind.CHAIN, B, 71, 0);
    take(Kind.CONTINUE, C, 71, 0);
    take(Kind.CONTINUE, B, 71, 0);
    assertThat(said).isEmpty();
  }

  @Test
  void aConversationIsForgottenAfterAWeek() {
    take(Kind.CHAIN, A, 71, 0);
    shard.tell(7 * DAY, said::add);
    take(Kind.CONTINUE, B, 71, 7);
    assertThat(said).as("a week later").hasSize(1);
    shard.tell(8 * DAY, said::add);
    take(Kind.CONTINUE, B, 71, 8);
    assertThat(said).as("a day after that").hasSize(1);
    assertThat(shard.waiting()).isFalse();
  }

  @Test
  void whatIsHadAgainIsRememberedAnew() {
    take(Kind.CHAIN, A, 71, 0);
    take(Kind.CHAIN, A, 71, 5);
    shard.tell(10 * DAY, said::add);
    take(Kind.CONTINUE, B, 71, 10);
    assertThat(said).hasSize(1);
  }

  // Replies.

  @Test
  void aReplyQuotedByAnotherPassedBetweenThemAndCountsByTheReply() {
    take(Kind.ISSUE, A, 500, 0);
    take(Kind.QUOTE, B, 0, 1);
    assertThat(flows()).containsExactly(new Flow(DAY + 5, 0, Family.E3, A, B, 500, THING, true));
  }

  @Test
  void aReplyQuotedByWhoGotItIsNot() {
    take(Kind.ISSUE, A, 500, 0);
    take(Kind.QUOTE, A, 0, 1);
    assertThat(said).isEmpty();
  }

  @Test
  void aReplyThatTwoGotIsNotPrivate() {
    take(Kind.ISSUE, A, 500, 0);
    take(Kind.ISSUE, C, 501, 0);
    take(Kind.QUOTE, B, 0, 1);
    assertThat(said).isEmpty();
  }

  @Test
  void aTextKnownBeforeItWasIssuedIsNotPrivate() {
    take(Kind.KNOWN, C, 0, 0);
    take(Kind.ISSUE, A, 500, 0);
    take(Kind.QUOTE, B, 0, 1);
    assertThat(said).isEmpty();
  }

  @Test
  void aTextKnownAfterItWasIssuedIsNotPrivateAnyMore() {
    take(Kind.ISSUE, A, 500, 0);
    take(Kind.KNOWN, A, 0, 0);
    take(Kind.QUOTE, B, 0, 1);
    assertThat(said).isEmpty();
  }

  @Test
  void aTextThatSomebodyWroteBeforeItWasIssuedIsNotPrivate() {
    take(Kind.QUOTE, A, 0, 0);
    take(Kind.ISSUE, A, 500, 0);
    take(Kind.QUOTE, B, 0, 1);
    assertThat(said).isEmpty();
  }

  // Sealed reasoning.

  @Test
  void sealedReasoningHandedBackByAnotherPassedBetweenThem() {
    take(Kind.SEAL, A, THING, 0);
    take(Kind.UNSEAL, B, THING, 1);
    assertThat(flows())
        .containsExactly(new Flow(DAY + 5, THING, Family.E2, A, B, THING, THING, false));
  }

  @Test
  void sealedReasoningHandedBackByItsOwnerDidNot() {
    take(Kind.SEAL, A, THING, 0);
    take(Kind.UNSEAL, A, THING, 1);
    assertThat(said).isEmpty();
  }

  // Halves.

  @Test
  void halfOfTheItemsNominateAndTheOthersTest() {
    var draw = new Draw(3);
    int nominating = 0;
    int inOrder = 0;
    for (int i = 0; i < 100_000; i++) {
      nominating += Shard.nominates(draw.nextLong()) ? 1 : 0;
      inOrder += Shard.nominates(i) ? 1 : 0;
    }
    assertThat(nominating).isBetween(49_000, 51_000);
    assertThat(inOrder).isBetween(49_000, 51_000);
  }

  @Test
  void anItemIsInOneHalfWhoeverUsesIt() {
    var draw = new Draw(4);
    for (int i = 0; i < 200; i++) {
      long item = draw.nextLong();
      var table = new HoldingTable();
      table.used(new Touch(1, 1, Kind.PAYLOAD, THING, A, item, 0), 0);
      table.used(new Touch(2, 2, Kind.PAYLOAD, THING, B, item, 0), 0);
      var told = new ArrayList<Holding>();
      table.tell(DAY, clue -> told.add((Holding) clue));
      Hashes uses = told.getFirst().uses();
      long one = Shard.nominates(item) ? 1L << 32 : 1;
      assertThat(uses).isEqualTo(Hashes.copyOf(new long[] {one, one}, 2));
    }
  }

  // The whole shard.

  @Test
  void aShardReadBackGoesOnAsIfNothingHadHappened() {
    var wire = new LedgerStage().state();
    Seeds.each(
        15,
        draw -> {
          var one = new Shard();
          Shard other = new Shard();
          var saidByOne = new ArrayList<Clue>();
          var saidByOther = new ArrayList<Clue>();
          for (int day = 0; day < 12; day++) {
            for (int i = 0; i < 200; i++) {
              Touch t = any(draw, day);
              one.take(t, saidByOne::add);
              other.take(t, saidByOther::add);
              other = draw.nextInt(100) == 0 ? Wires.read(wire, Wires.bytes(wire, other)) : other;
            }
            one.tell((day + 1) * DAY, saidByOne::add);
            other.tell((day + 1) * DAY, saidByOther::add);
          }
          assertThat(saidByOther).isEqualTo(saidByOne);
          assertThat(saidByOne).hasAtLeastOneElementOfType(Flow.class);
          assertThat(saidByOne).hasAtLeastOneElementOfType(Holding.class);
        });
  }

  /// What the ledgers of things that flow do, on a plain map: somebody had it, it is shared, or
  /// nobody had it for a week.
  private static final class Plain {
    private record Had(long principal, long item, int day, boolean shared) {}

    private final Map<Long, Had> all = new HashMap<>();

    List<Flow> take(Touch t, int day) {
      all.values().removeIf(had -> had.day < day - 7);
      Had before = all.get(t.artefact());
      Had shared = new Had(0, 0, day, true);
      switch (t.kind()) {
        case CHAIN, ISSUE, SEAL -> {
          Had first = new Had(t.principal(), t.item(), day, false);
          boolean again = before != null && !before.shared && before.principal == t.principal();
          Had same = again ? new Had(before.principal, before.item, day, false) : shared;
          all.put(t.artefact(), before == null ? first : same);
        }
        case KNOWN -> all.put(t.artefact(), shared);
        default -> {
          if (t.kind() == Kind.QUOTE || t.kind() == Kind.RESUME) {
            all.putIfAbsent(t.artefact(), shared);
          }
          if (before != null && !before.shared && before.principal != t.principal()) {
            return List.of(flow(t, before));
          }
        }
      }
      return List.of();
    }

    private static Flow flow(Touch t, Had had) {
      Family family =
          switch (t.kind()) {
            case CONTINUE -> Family.E1;
            case UNSEAL -> Family.E2;
            default -> Family.E3;
          };
      long item = family == Family.E3 ? had.item : t.item();
      boolean pasted = t.kind() == Kind.QUOTE;
      return new Flow(
          t.at(), t.tie(), family, had.principal, t.principal(), item, t.artefact(), pasted);
    }
  }

  @Test
  void flowsAreThoseOfAPlainMap() {
    Seeds.each(
        40,
        draw -> {
          var shard = new Shard();
          var plain = new Plain();
          var said = new ArrayList<Clue>();
          var expected = new ArrayList<Flow>();
          int things = 20 + draw.nextInt(400);
          int day = draw.nextInt(60_000) - 20_000;
          for (int i = 0; i < 4_000; i++) {
            day += draw.nextInt(60) == 0 ? 1 + draw.nextInt(draw.nextInt(4) == 0 ? 90 : 3) : 0;
            Touch t = passing(draw, things, day);
            shard.take(t, said::add);
            expected.addAll(plain.take(t, day));
          }
          assertThat(said).isEqualTo(expected);
          assertThat(expected).hasSizeGreaterThan(10);
        });
  }

  private static Touch passing(Draw draw, int things, int day) {
    Kind kind = Kind.at(Kind.CHAIN.ordinal() + draw.nextInt(8));
    int spaces =
        switch (kind) {
          case CHAIN, CONTINUE -> 1;
          case SEAL, UNSEAL -> 2;
          default -> 3;
        };
    long thing = Mix.of(draw.nextInt(things), spaces);
    long principal = Mix.mix64(draw.nextInt(3)) >> 16;
    return new Touch(day * DAY, draw.nextLong(), kind, thing, principal, draw.nextInt(20), 0);
  }

  private static Touch any(Draw draw, int day) {
    Kind kind = Kind.at(draw.nextInt(Kind.values().length));
    return new Touch(
        day * DAY + draw.nextInt(1_000),
        draw.nextLong(),
        kind,
        1 + draw.nextInt(100),
        1 + draw.nextInt(5),
        draw.nextInt(20),
        draw.nextInt(1 << 16));
  }

  @Test
  void everyClueReadBackIsTheSame() {
    Seeds.each(
        20,
        draw -> {
          long[] some = {draw.nextLong(), draw.nextLong()};
          for (Family family : Family.values()) {
            Clue flow =
                new Flow(
                    draw.nextLong(),
                    draw.nextLong(),
                    family,
                    1,
                    2,
                    draw.nextLong(),
                    5,
                    draw.nextInt(2) == 0);
            assertThat(Wires.trip(new ClueWire(), flow)).isEqualTo(flow);
          }
          Clue holding =
              new Holding(
                  draw.nextLong(),
                  Kind.at(draw.nextInt(Kind.values().length)),
                  draw.nextLong(),
                  draw.nextInt(30),
                  draw.nextInt(5),
                  Hashes.copyOf(some, 1),
                  Hashes.copyOf(some, 2),
                  Hashes.copyOf(some, 2));
          assertThat(Wires.trip(new ClueWire(), holding)).isEqualTo(holding);
        });
  }
}
