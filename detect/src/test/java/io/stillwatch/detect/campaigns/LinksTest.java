// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.IntSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final int PEOPLE = 40;

  private final Board board = Boards.of(PEOPLE, 100);

  private void pass(int from, int to, long item, Family family, boolean pasted) {
    // A reply counts when a second fingerprint of it comes back.
    for (int mark = 1; mark <= (family == Family.E3 ? 2 : 1); mark++) {
      board.take(new Flow(5, item, family, from + 1, to + 1, item, mark, pasted));
    }
  }

  private Links links(IntSet set) {
    var population = new Population(board);
    return Links.of(
        set,
        List.of(
            new Passings(Family.E1, board, population),
            new Passings(Family.E2, board, population),
            new Passings(Family.E3, board, population)));
  }

  private static int other(Draw draw, int from, int size, int self) {
    int to = from + draw.nextInt(size - 1);
    return to >= self ? to + 1 : to;
  }

  /// An actor: accounts that pass things to each other at random.
  private void actor(Draw draw, int from, int size, int flows) {
    for (int f = 0; f < flows; f++) {
      int giver = from + draw.nextInt(size);
      pass(giver, other(draw, from, size, giver), draw.nextLong(), Family.E1, false);
    }
  }

  @Test
  void theyAgreeWithBruteForce() {
    Seeds.each(
        60,
        draw -> {
          var one = new LinksTest();
          for (int f = draw.nextInt(300); f > 0; f--) {
            int from = draw.nextInt(PEOPLE);
            int to = other(draw, 0, PEOPLE, from);
            Family family = Family.values()[draw.nextInt(3)];
            one.pass(from, to, draw.nextLong(), family, draw.nextBoolean());
          }
          var set = Boards.range(0, 1 + draw.nextInt(PEOPLE));
          assertPlain(one.links(set), set, one.board.flows);
        });
  }

  private static void assertPlain(Links links, IntSet set, List<Flow> flows) {
    var touched = new HashSet<Long>();
    var pasted = new HashSet<Long>();
    int within = 0;
    int across = 0;
    for (Flow f : flows) {
      boolean from = set.contains((int) f.from() - 1);
      boolean to = set.contains((int) f.to() - 1);
      if (Shard.nominates(f.item())) {
        within += from && to ? 1 : 0;
        across += from != to ? 1 : 0;
        touched.addAll(from && to ? List.of(f.from(), f.to()) : List.of());
      }
      pasted.addAll(from && to && f.pasted() ? List.of(f.item()) : List.of());
    }
    double closed = within == 0 ? 0 : within / (double) (within + across);
    assertThat(links.reached()).isEqualTo(touched.size() / (double) set.size());
    assertThat(links.closed()).isCloseTo(closed, within(1e-12));
    assertThat(links.pasted()).isEqualTo(pasted.size());
  }

  @Test
  void aWholeActorIsClosedAndAPartOfItMostlySo() {
    actor(new Draw(1), 0, 20, 2_000);
    assertThat(links(Boards.range(0, 20)).closed()).isEqualTo(1);
    assertThat(links(Boards.range(0, 30)).closed()).as("with bystanders").isEqualTo(1);
    assertThat(links(Boards.range(0, 16)).closed()).isBetween(0.6, 0.8);
  }

  @Test
  void aMixtureOfHalvesOfTwoActorsIsNotClosed() {
    actor(new Draw(2), 0, 20, 2_000);
    actor(new Draw(3), 20, 20, 2_000);
    Links mixture = links(Boards.range(10, 30));
    assertThat(mixture.closed()).isBetween(0.2, 0.4);
    assertThat(mixture.reached()).isEqualTo(1);
  }

  @Test
  void flowsOfTheTestingHalfSayNothingOfReachOrClosure() {
    var items = new ArrayList<Long>();
    for (long item = 1; items.size() < 50; item++) {
      if (!Shard.nominates(item)) {
        items.add(item);
      }
    }
    items.forEach(item -> pass((int) (item % 5), 7, item, Family.E3, true));
    assertThat(links(Boards.range(0, 10))).isEqualTo(new Links(0, 0, 50));
  }

  @Test
  void aReplyPastedByTwoMembersCountsOnceAndOneOnlyResumedDoesNot() {
    pass(0, 1, 71, Family.E3, true);
    pass(0, 2, 71, Family.E3, true);
    pass(0, 1, 72, Family.E3, false);
    pass(0, 9, 73, Family.E3, true);
    assertThat(links(Boards.range(0, 5)).pasted()).isEqualTo(1);
  }
}
