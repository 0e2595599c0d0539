// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Workings;
import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.Fusion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The families of evidence at one judgement: their tests, with nulls estimated from the log, which
/// of them the log supports, and which are switched off.
///
/// Ranking among matched groups is dear. A group in which no *direct* family sees anything cannot
/// be named whatever the ranks say, so it is spared them. That only lowers its e-value.
final class Families {
  /// The families of the control axis in fixed, equal weight. One that was not looked at, or could
  /// not be, counts as 0: less than the 1 it may claim, and safe whatever the reason.
  private static final List<Family> CONTROL =
      List.of(
          Family.E1, Family.E2, Family.E3, Family.E4, Family.E5, Family.E6, Family.E9, Family.E10);

  /// Groups with less in the testing half say little of how uneven strangers are.
  private static final int FIT_LEAST = 50;

  private final Board board;
  private final Holdings holdings;
  private final Rules rules;
  final List<FlowTest> flows;
  final List<Passings> passings;
  final List<Test> direct = new ArrayList<>();
  final List<Test> ranked;
  private final Placebo placebo;
  private final boolean released;
  private final Set<Family> failed = EnumSet.noneOf(Family.class);
  private Sample sample = Sample.ALL;

  Families(Board board, Population population, Holdings holdings, long now, Rules rules) {
    this.board = board;
    this.holdings = holdings;
    this.rules = rules;
    flows =
        List.of(
            new FlowTest(Family.E1, board, population, Portrait::firstTurns, rules.split()),
            new FlowTest(Family.E2, board, population, Portrait::sealed, rules.split()),
            new FlowTest(Family.E3, board, population, Portrait::issued, rules.split()));
    passings = flows.stream().map(FlowTest::passings).toList();
    direct.addAll(flows);
    placebo = new Placebo(population);
    var pivot = new PivotTest(population, placebo);
    released = pivot.available();
    ranked =
        List.of(
            new ReplicaTest(holdings, placebo),
            new ScheduleTest(population, now, placebo),
            new SignupTest(population, placebo),
            pivot,
            new HarvestTest(population, holdings, placebo));
    for (Family family : Family.values()) {
      // E5 is tried on groups that share a template, and hidden campaigns are among those.
      if (rules.placebo() && family != Family.E5 && board.placebo.fails(family)) {
        failed.add(family);
      }
    }
  }

  /// Learns from the groups of the day how uneven strangers are, which is the null of E5. Groups
  /// that something makes even, a timer or a timetable, are left out: evenness never names them.
  ///
  /// @param in which of them it is learnt from
  void fit(List<Group> groups, Sample in, Plain plain) {
    sample = in;
    Docket docket = board.docket;
    for (Group g : groups) {
      long name = g.candidate.signature();
      long[] like = g.ofLike(g.tested);
      if (!in.holds(name) || Arrays.stream(like).sum() < FIT_LEAST) {
        continue;
      }
      if (plain.evens(g)) {
        docket.everybody.forget(name);
        docket.like.forget(name);
      } else if (g.candidate.reason() == Candidate.Reason.TEMPLATE) {
        docket.everybody.note(name, EvenSplit.fitAlpha(g.ofFree(g.tested)));
        docket.like.note(name, EvenSplit.fitAlpha(like));
      }
    }
    direct.add(new EvenTest(docket.everybody.bound(in), docket.like.bound(in)));
  }

  void lookDirect(Group group, Map<Family, Term> terms) {
    look(group, direct, terms);
  }

  void lookRanked(Group group, Map<Family, Term> terms) {
    look(group, ranked, terms);
  }

  private void look(Group group, List<Test> tests, Map<Family, Term> terms) {
    for (Test test : tests) {
      if (!failed.contains(test.family()) && !rules.without().contains(test.family())) {
        test.look(group).ifPresent(term -> terms.put(term.family(), term));
      }
    }
  }

  /// What the ranked terms of a group were ranked among; looks at it again.
  List<Workings.Ranking> rankings(Group group, Map<Family, Term> terms) {
    var rankings = new ArrayList<Workings.Ranking>();
    for (Test test : ranked) {
      Term term = terms.get(test.family());
      if (term != null && test.look(group).isPresent()) {
        rankings.add(new Workings.Ranking(test.family(), term.observed(), placebo.drawnLast()));
      }
    }
    return rankings;
  }

  /// What the null of E5 was estimated from.
  Workings.Evenness evenness(Group group) {
    return new Workings.Evenness(
        Arrays.stream(board.docket.everybody.fitted(sample)).boxed().toList(),
        Arrays.stream(board.docket.like.fitted(sample)).boxed().toList(),
        EvenTest.looksTwice(group));
  }

  /// Log e-value that the group is one actor, all families of that axis together.
  double control(Map<Family, Term> terms) {
    return rules.average() ? average(terms) : Fusion.fisher(axis(terms));
  }

  static double average(Map<Family, Term> terms) {
    return Fusion.average(axis(terms));
  }

  private static double[] axis(Map<Family, Term> terms) {
    return CONTROL.stream()
        .mapToDouble(
            family -> {
              Term term = terms.get(family);
              return term == null ? Double.NEGATIVE_INFINITY : term.logE();
            })
        .toArray();
  }

  /// Parameters of the nulls, and how the families did on placebo groups.
  List<Finding.Null> nulls() {
    var nulls = new ArrayList<Finding.Null>();
    for (FlowTest flow : flows) {
      nulls.add(
          new Finding.Null(
              flow.family() + " rate",
              flow.rate(),
              "99% upper bound of the rate between strangers, from flows outside linked groups"));
    }
    String how = "upper bound among strangers: twice the median over groups that share a template";
    nulls.add(new Finding.Null("E5 concentration", board.docket.everybody.bound(sample), how));
    nulls.add(
        new Finding.Null(
            "E5 concentration, like members",
            board.docket.like.bound(sample),
            how + ", median-like members"));
    for (Family family : Family.values()) {
      long groups = board.placebo.groups(family);
      if (groups > 0) {
        double share = (double) board.placebo.above(family, 1) / groups;
        nulls.add(
            new Finding.Null(family + " placebo above 100", share, board.placebo.words(family)));
      }
    }
    return nulls;
  }

  /// Families that had nothing to look at or may not, and why.
  SortedMap<Family, String> unavailable() {
    var why = new TreeMap<Family, String>();
    String[] missing = {
      "the log has no messages, or no follow-up turns",
      "the log has no reasoning artefacts",
      "the log has no completion text"
    };
    for (int f = 0; f < flows.size(); f++) {
      if (!flows.get(f).available()) {
        why.put(CONTROL.get(f), missing[f]);
      }
    }
    if (!holdings.hold(Kind.Role.SLOT)) {
      why.put(Family.E5, "the log has no prompts with a scaffold that two accounts share");
    }
    if (!holdings.hold(Kind.Role.CONTENT)) {
      why.put(Family.E4, "the log has no prompt that two accounts share");
    }
    if (!holdings.hold(Kind.Role.IDENTITY)) {
      why.put(Family.E9, "no two accounts share a signup fact, a network or a client");
    }
    if (!released) {
      why.put(Family.E10, "no model that others took up was released within the log");
    }
    for (Family family : failed) {
      why.put(
          family, "switched off, for its null does not hold here: " + board.placebo.words(family));
    }
    for (Family family : rules.without()) {
      why.put(family, "left out on request");
    }
    return why;
  }

  /// Notes who is under suspicion, before groups are ranked among those who are not.
  void suspect(Population population, List<Group> groups) {
    for (Group group : groups) {
      for (int i : group.members) {
        board.placebo.suspect(population.face(i).principal());
      }
    }
    placebo.suspect(board.placebo);
  }

  /// Runs the day's placebo groups. They count from the next judgement on.
  void tryPlacebo(Population population, List<Group> suspects, List<Group> all, long now) {
    var round = new PlaceboRound(population, holdings, passings, placebo);
    round.draw(suspects, direct, ranked, now, board.placebo);
    round.templates(all, direct.getLast(), board.placebo);
  }
}
