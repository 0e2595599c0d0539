// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.UnionFind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A board of scaffolds whose users are much alike, and the plain twin of [Templates] on it.
final class Twins {
  static final int PEOPLE = 60;
  static final int SCAFFOLDS = 40;

  final Board board = Boards.of(PEOPLE, 100);
  final List<BitSet> users = new ArrayList<>();
  final List<Long> uses = new ArrayList<>();
  Holdings holdings = new Holdings(board, new Population(board));

  private void use(BitSet some, Draw draw) {
    var nominating = new long[PEOPLE];
    var testing = new long[PEOPLE];
    long sum = 0;
    for (int i = 0; i < PEOPLE; i++) {
      nominating[i] = some.get(i) ? 1 + draw.nextInt(5) : 0;
      testing[i] = draw.nextInt(4);
      sum += nominating[i];
    }
    users.add(some);
    uses.add(sum);
    Boards.used(board, Kind.HEAD, users.size(), nominating, testing);
  }

  /// Sets of users that differ by a few from one of six.
  static Twins any(Draw draw, int most) {
    var twins = new Twins();
    twins.lay(draw, most);
    return twins;
  }

  private void lay(Draw draw, int most) {
    for (int a = 0; a < SCAFFOLDS; a++) {
      var some = new BitSet();
      int family = a % 6;
      some.set(6 * family, 6 * family + 20);
      for (int change = draw.nextInt(most + 1); change > 0; change--) {
        some.flip(draw.nextInt(PEOPLE));
      }
      use(some, draw);
    }
    holdings = new Holdings(board, new Population(board));
  }

  List<Templates.Cluster> at(double jaccard) {
    return new Templates(holdings, Boards.range(0, users.size())).at(jaccard);
  }

  double jaccard(int a, int b) {
    var both = (BitSet) users.get(a).clone();
    both.and(users.get(b));
    var either = (BitSet) users.get(a).clone();
    either.or(users.get(b));
    return both.cardinality() / (double) either.cardinality();
  }

  UnionFind plain(double jaccard) {
    var groups = new UnionFind(users.size());
    for (int a = 0; a < users.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (jaccard(a, b) >= jaccard) {
          groups.union(a, b);
        }
      }
    }
    return groups;
  }
}
