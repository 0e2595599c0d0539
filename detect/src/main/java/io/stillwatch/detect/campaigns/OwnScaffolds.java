// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongIntMap;

/// The scaffolds that are a group's own, and who uses them; all on the nominating half. Of several
/// places of a scaffold the one that saw most uses is taken, so that no use counts twice.
///
/// @param scaffolds own scaffolds of that place, as artefact numbers; none when there are none that
///   hold at least half of the nominated together
/// @param users their users, or the nominated where there are none
record OwnScaffolds(IntSet scaffolds, IntSet users) {
  /// A scaffold is the group's own when at least this share of its users are members.
  private static final double OWN = 0.6;

  /// Held by so many of the members it is one of theirs and not of a few of them.
  private static final double SPREAD = 0.15;

  private static final double STEADY = 0.5;
  private static final int ROUNDS = 2;

  static OwnScaffolds of(Candidate candidate, Population population, Holdings holdings) {
    return new Search(population, holdings, candidate.aside()).refine(candidate.members());
  }

  /// @param aside principals that are treated as if they were not there
  private record Search(Population population, Holdings holdings, IntSet aside) {
    /// The users of the best slot's own scaffolds, whoever nominated them, when at least half of
    /// the nominated are among them; twice over, since new users bring own scaffolds in.
    OwnScaffolds refine(IntSet nominated) {
      var found = new OwnScaffolds(IntSet.NONE, nominated);
      for (int round = 0; round < ROUNDS; round++) {
        int[] wide = found.users().toArray();
        IntSet every = ownOf(wide);
        int slot = bestSlot(wide, every);
        IntSet own = every.filter(a -> holdings.kinds[a].ordinal() == slot);
        IntSet users = steady(users(own), own);
        if (users.size() < Nominator.LEAST || users.common(nominated) * 2 < nominated.size()) {
          return found;
        }
        found = new OwnScaffolds(own, users);
      }
      return found;
    }

    /// Strangers who used one of these scaffolds in the nominating half.
    private IntSet users(IntSet scaffolds) {
      var users = new IntSet.Collector();
      for (int o = 0; o < scaffolds.size(); o++) {
        int a = scaffolds.get(o);
        for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
          if (Artefact.nominating(holdings.uses[p]) > 0
              && population.accounts(holdings.holder[p]).size() == 1
              && !aside.contains(holdings.holder[p])) {
            users.add(holdings.holder[p]);
          }
        }
      }
      return users.toSet();
    }

    /// Users for whom the scaffolds make up at least half as much of their work as for the median
    /// user, two standard deviations of the count allowed. It goes by share and not by volume,
    /// which is what is tested.
    private IntSet steady(IntSet users, IntSet scaffolds) {
      var uses = new LongIntMap();
      for (int o = 0; o < scaffolds.size(); o++) {
        int a = scaffolds.get(o);
        for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
          uses.add(holdings.holder[p], Artefact.nominating(holdings.uses[p]));
        }
      }
      double[] shares =
          users.stream()
              .mapToDouble(i -> uses.getOrDefault(i, 0) / (double) population.works(i))
              .sorted()
              .toArray();
      return users.filter(
          i -> {
            double least = STEADY * shares[shares.length / 2] * population.works(i);
            return uses.getOrDefault(i, 0) + 2 * Math.sqrt(least) >= least;
          });
    }

    /// Scaffolds whose users are mostly members, and of those the ones that many members use, if
    /// there are any: a scaffold of a few members may lead to another group.
    private IntSet ownOf(int[] wide) {
      int[] held = holdings.counts;
      var touched = new IntSet.Collector();
      visitScaffolds(
          wide,
          (a, uses) -> {
            if (held[a]++ == 0) {
              touched.add(a);
            }
          });
      IntSet all = touched.toSet();
      IntSet found =
          all.filter(a -> held[a] >= 3 && (held[a] >= OWN * others(a) || !holdings.discount));
      IntSet spread = found.filter(a -> held[a] >= SPREAD * wide.length);
      all.stream().forEach(a -> held[a] = 0);
      return spread.isEmpty() ? found : spread;
    }

    /// How many used a scaffold in the nominating half, those aside left out.
    private long others(int a) {
      long users = holdings.nominated[a];
      for (int p = holdings.start[a]; p < holdings.start[a + 1] && !aside.isEmpty(); p++) {
        boolean one = aside.contains(holdings.holder[p]);
        users -= one && Artefact.nominating(holdings.uses[p]) > 0 ? 1 : 0;
      }
      return users;
    }

    private int bestSlot(int[] wide, IntSet everyOwn) {
      var totals = new long[Kind.values().length];
      visitScaffolds(
          wide,
          (a, uses) -> totals[holdings.kinds[a].ordinal()] += everyOwn.contains(a) ? uses : 0);
      int best = 0;
      for (int k = 1; k < totals.length; k++) {
        boolean exact = !Kind.at(k).loose() && Kind.at(best).loose();
        boolean loose = Kind.at(k).loose() && !Kind.at(best).loose();
        double handicap = exact ? 0.8 : loose ? 1.25 : 1;
        best = totals[k] > handicap * totals[best] ? k : best;
      }
      return best;
    }

    /// Scaffolds that principals used in the nominating half, with the number of uses.
    private void visitScaffolds(int[] principals, Visit visit) {
      for (int i : principals) {
        for (int b = holdings.scaffoldStart[i]; b < holdings.scaffoldStart[i + 1]; b++) {
          int place = holdings.scaffolds[b];
          visit.at(holdings.artefactAt[place], Artefact.nominating(holdings.uses[place]));
        }
      }
    }

    private interface Visit {
      void at(int artefact, int uses);
    }
  }
}
