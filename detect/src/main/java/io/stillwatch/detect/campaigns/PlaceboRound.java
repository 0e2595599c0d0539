// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.campaigns.Candidate.Reason;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.IntSet;
import java.util.List;

/// One day's placebo groups: for each group under suspicion others of the same size, whose members
/// are matched to its own by activity and drawn from those that no group under suspicion holds.
/// They pass through the tests that candidates pass through. Random accounts have no scaffold of
/// their own; so E5 is tried on groups that share a template and that nothing accuses.
final class PlaceboRound {
  /// Groups in a round; tests that rank take a part of them, since they draw groups themselves.
  private static final int GROUPS = 100;

  private static final int RANKED = 10;

  /// Share of suspects below which a group is taken for honest.
  private static final double CLEAR = 0.1;

  private final Population population;
  private final Holdings holdings;
  private final List<Passings> passings;
  private final Placebo placebo;

  PlaceboRound(Population population, Holdings holdings, List<Passings> passings, Placebo placebo) {
    this.population = population;
    this.holdings = holdings;
    this.passings = passings;
    this.placebo = placebo;
  }

  /// Draws groups, and notes what the tests say of them.
  ///
  /// @param like groups under suspicion
  void draw(
      List<Group> like, List<Test> direct, List<Test> ranked, long seed, PlaceboRecord record) {
    var draw = new Draw(seed);
    for (int g = 0; g < GROUPS && !like.isEmpty(); g++) {
      int[] members = like.get(g % like.size()).members;
      Group honest = group(placebo.honest(members, draw), draw);
      if (placebo.suspected(honest) == 0) {
        note(honest, direct, record);
        if (g < RANKED) {
          note(honest, ranked.stream().filter(Test::amongHonest).toList(), record);
          Group anybody = group(placebo.anybody(members, draw), draw);
          if (anybody.own
              .isEmpty()) { // with own scaffolds it has become a group that is none by chance
            note(anybody, ranked.stream().filter(t -> !t.amongHonest()).toList(), record);
          }
        }
      }
    }
  }

  private Group group(int[] members, Draw draw) {
    var candidate = new Candidate(draw.nextLong(), IntSet.of(members), 0, Reason.FLOW, false);
    return new Group(candidate, population, holdings, passings);
  }

  /// Notes what E5 says of groups that share a template and that nothing accuses.
  void templates(List<Group> groups, Test even, PlaceboRecord record) {
    for (Group group : groups) {
      boolean template = !group.own.isEmpty() && group.candidate.reason() == Reason.TEMPLATE;
      if (template && placebo.suspected(group) < CLEAR) {
        double logE = even.look(group).map(Term::logE).orElse(Double.NEGATIVE_INFINITY);
        record.note(even.family(), logE);
      }
    }
  }

  private static void note(Group group, List<Test> tests, PlaceboRecord record) {
    for (Test test : tests) {
      test.look(group).ifPresent(term -> record.note(term.family(), term.logE()));
    }
  }
}
