// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.stats.Draw;
import java.util.BitSet;
import java.util.List;

/// A crew that works through one list with a scaffold of its own, in a town of strangers, some of
/// whom use the scaffold too, each as it pleases.
final class Neighbours {
  static final int PEOPLE = 1_000;
  static final int CREW = 15;

  private final Luck luck;
  private final Draw draw;
  private final Board board = new Board();
  private final long[] nominating = new long[PEOPLE];
  private final long[] testing = new long[PEOPLE];
  private final long[] works = new long[PEOPLE];

  /// How much a user of the scaffold uses it.
  interface Taste {
    long uses(Luck luck);
  }

  /// @param users share of strangers that use the scaffold
  /// @param share share of its work that a stranger does with it, the rest is other work
  Neighbours(Draw draw, double users, Taste taste, double share) {
    this.draw = draw;
    luck = new Luck(draw);
    for (int i = 0; i < PEOPLE; i++) {
      long uses =
          i < CREW ? luck.poisson(50 * luck.gamma(4) / 4) : luck.hits(users) ? taste.uses(luck) : 0;
      for (long u = 0; u < Math.min(uses, 5_000); u++) {
        (luck.hits(0.5) ? nominating : testing)[i]++;
      }
      double most = i < CREW ? 0.8 : share;
      works[i] = 1 + (uses > 0 ? (long) (uses / most) : luck.poisson(30 * luck.lognormal(1.3)));
      board.take(new Clue.Seen(Boards.portrait(i, works[i])));
    }
    Boards.used(board, Kind.HEAD, 9, nominating, testing);
  }

  /// Things that passed between anybody, and within the crew.
  Neighbours passing(double strangers, double within) {
    for (int n = luck.poisson(strangers * PEOPLE); n > 0; n--) {
      pass(luck.below(PEOPLE), luck.below(PEOPLE));
    }
    for (int n = luck.poisson(within * CREW); n > 0; n--) {
      pass(luck.below(CREW), luck.below(CREW));
    }
    return this;
  }

  private void pass(int from, int to) {
    long item = draw.nextLong();
    if (from != to) {
      board.take(new Flow(5, item, Family.E1, from + 1, to + 1, item, item, false));
    }
  }

  Membership membership() {
    return membership(true);
  }

  Membership membership(boolean flowsConvict) {
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    var flows = new FlowTest(Family.E1, board, population, Portrait::firstTurns);
    var users = new BitSet();
    for (int i = 0; i < PEOPLE; i++) {
      users.set(i, nominating[i] > 0);
    }
    var candidate = new Candidate(77, Boards.set(users), 100, Candidate.Reason.TEMPLATE, false);
    var group = new Group(candidate, population, holdings, List.of(flows.passings()));
    return new Membership(group, population, holdings, List.of(flows), flowsConvict);
  }
}
