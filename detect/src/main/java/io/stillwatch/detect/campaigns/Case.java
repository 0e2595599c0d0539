// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.UnionFind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A group in which a family that can convict sees something, and the line it has to cross.
///
/// @param terms what the direct families say; the ranked ones are added when the group is chosen
/// @param line natural logarithm of the e-value demanded
/// @param divided whether those who pass things fall into two or more parts that pass each other
///   nothing to speak of: two actors with one scaffold
record Case(Group group, Map<Family, Term> terms, double line, boolean divided) {
  /// Share of a part that a whole must hold.
  private static final double HOLDS = 0.8;

  /// Share of the members with flows that must hang together.
  private static final double COHERENT = 0.8;

  /// One stray flow ties nobody.
  private static final int TIED_LEAST = 2;

  /// Share of those who pass things that makes a part of its own.
  private static final double PART = 0.15;

  static Case of(Group group, Map<Family, Term> terms, double line, List<Passings> flows) {
    return new Case(group, terms, line, divided(group.set(), flows));
  }

  private static boolean divided(IntSet set, List<Passings> flows) {
    var pairs = new LongIntMap();
    var active = new boolean[set.size()];
    for (Passings passings : flows) {
      passings.within(
          set,
          f -> {
            long a = set.rank(passings.from[f]);
            long b = set.rank(passings.to[f]);
            active[(int) a] = true;
            active[(int) b] = true;
            pairs.increment(Math.min(a, b) * set.size() + Math.max(a, b));
          });
    }
    var parts = new UnionFind(set.size());
    for (long pair : pairs.sortedKeys()) {
      if (pairs.getOrDefault(pair, 0) >= TIED_LEAST) {
        parts.union((int) (pair / set.size()), (int) (pair % set.size()));
      }
    }
    int passing = 0;
    for (boolean one : active) {
      passing += one ? 1 : 0;
    }
    int great = 0;
    for (int m = 0; m < active.length; m++) {
      boolean head = active[m] && parts.find(m) == m;
      great += head && parts.size(m) >= Math.max(Nominator.LEAST, PART * passing) ? 1 : 0;
    }
    return great > 1;
  }

  /// Evidence by member. What holds an actor together thins out when strangers are added, and two
  /// actors together are never denser than the denser of them.
  double density() {
    return strength() / group.size();
  }

  private double strength() {
    return Ruling.strength(group, terms);
  }

  /// The whole that this group is a part of, where there is one: an actor may work in cells, each
  /// denser than all of them together. A whole holds the part and more evidence, and nearly all its
  /// members that pass things at all hang together with the part, and most that it adds pass
  /// things; two actors do not.
  ///
  /// @param stands whether a whole would stand by itself: a part is not given up for one that falls
  Case whole(List<Case> others, List<Passings> flows, Predicate<Case> stands) {
    Case best = this;
    for (Case other : others) {
      IntSet set = other.group.set();
      if (!other.divided
          && other.strength() > best.strength()
          && set.common(group.set()) >= HOLDS * group.size()
          && stands.test(other)
          && coherent(group.set(), set, flows)) {
        best = other;
      }
    }
    return best;
  }

  private static boolean coherent(IntSet part, IntSet whole, List<Passings> flows) {
    var tied = new boolean[whole.size()];
    var active = new boolean[whole.size()];
    int[] queue = new int[whole.size()];
    int head = 0;
    int tail = 0;
    for (int m = 0; m < tied.length; m++) {
      if (part.contains(whole.get(m))) {
        tied[m] = true;
        queue[tail++] = m;
      }
    }
    var ties = new int[whole.size()];
    for (Passings passings : flows) {
      passings.within(
          whole,
          f -> {
            active[whole.rank(passings.from[f])] = true;
            active[whole.rank(passings.to[f])] = true;
          });
    }
    while (head < tail) {
      int i = whole.get(queue[head++]);
      for (Passings passings : flows) {
        for (int other : passings.partners(i)) {
          int m = whole.rank(other);
          if (m >= 0 && !tied[m] && ++ties[m] >= TIED_LEAST) {
            tied[m] = true;
            queue[tail++] = m;
          }
        }
      }
    }
    int passing = 0;
    int together = 0;
    int idle = 0;
    for (int m = 0; m < tied.length; m++) {
      passing += active[m] ? 1 : 0;
      together += active[m] && tied[m] ? 1 : 0;
      idle += active[m] || part.contains(whole.get(m)) ? 0 : 1;
    }
    int added = whole.size() - whole.common(part);
    return together >= COHERENT * passing && idle * 2 <= added;
  }
}
