// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.Fusion;
import io.stillwatch.stats.OnlineFdr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One day's judgement: nominate, test every family, count false discovery, name what stands.
final class Judgement {
  /// The families of the control axis in fixed, equal weight. One that was not looked at, or could
  /// not be, counts as 0: less than the 1 it may claim, and safe whatever the reason.
  private static final List<Family> CONTROL =
      List.of(
          Family.E1, Family.E2, Family.E3, Family.E4, Family.E5, Family.E6, Family.E9, Family.E10);

  /// A finding with fewer members that belong by their own evidence is not worth a word.
  private static final int LEAST_NAMED = 3;

  private final Board board;
  private final long now;
  private final double falseDiscovery;
  private final double memberError;
  private final Population population;
  private final Holdings holdings;
  private final List<FlowTest> flows;
  private final List<Finding.Null> nulls = new ArrayList<>();

  /// What became of the groups that hold an account somebody asked about.
  private final Explanation explanation;

  Judgement(
      Board board, long now, double falseDiscovery, double memberError, List<String> explain) {
    this.board = board;
    this.now = now;
    this.falseDiscovery = falseDiscovery;
    this.memberError = memberError;
    population = new Population(board);
    holdings = new Holdings(board, population);
    explanation = new Explanation(explain, population);
    flows =
        List.of(
            new FlowTest(Family.E1, board, population, Portrait::firstTurns),
            new FlowTest(Family.E2, board, population, Portrait::sealed),
            new FlowTest(Family.E3, board, population, Portrait::issued));
  }

  /// A group that stood, with all that was measured.
  record Standing(
      long signature,
      Group group,
      Map<Family, Term> terms,
      double control,
      double line,
      long since,
      Verdict verdict,
      String plain) {}

  /// The families, cheap ones first. Ranking among placebo groups is dear; a group in which no
  /// direct family sees anything cannot be named whatever the ranks say, so it is spared them. That
  /// only lowers its e-value.
  private record Tests(List<Test> direct, List<Test> ranked, boolean released) {}

  void pronounce(Out<? super Finding> out) {
    List<Candidate> candidates = new Nominator(board, population, holdings).nominate();
    var groups = new ArrayList<Group>();
    List<Passings> passings = flows.stream().map(FlowTest::passings).toList();
    for (Candidate candidate : candidates) {
      boolean stood = candidate.reason() == Candidate.Reason.STOOD;
      if (stood || board.docket.due(candidate.signature(), candidate.material())) {
        var group = new Group(candidate, population, holdings, passings);
        if (stood || Ruling.testable(group)) {
          groups.add(group);
        }
      }
    }
    Tests tests = tests(groups);
    List<Standing> standing = standing(promising(groups, tests), groups, tests);
    var portrayal = new Portrayal(population, holdings, flows, memberError);
    var named = new HashSet<String>();
    for (Standing one : standing) {
      Campaign campaign = portrayal.of(one, now);
      List<String> accounts = campaign.members().stream().map(Member::account).toList();
      long again = accounts.stream().filter(named::contains).count();
      if (again * 2 <= accounts.size() && accounts.size() >= LEAST_NAMED) {
        named.addAll(accounts);
        out.send(new Finding.Named(now, one.signature(), campaign));
        explanation.named(campaign);
      }
    }
    explanation.tell(now, out);
    out.send(status(candidates.size(), tests));
  }

  private Tests tests(List<Group> groups) {
    var placebo = new Placebo(population);
    for (FlowTest flow : flows) {
      nulls.add(
          new Finding.Null(
              flow.family() + " rate",
              flow.rate(),
              "99% upper bound of the rate between strangers, from flows outside linked groups"));
    }
    var direct = new ArrayList<Test>(flows);
    direct.add(even(groups));
    var pivot = new PivotTest(population, placebo);
    return new Tests(
        direct,
        List.of(
            new ReplicaTest(holdings, placebo),
            new ScheduleTest(population, now, placebo),
            new SignupTest(population, placebo),
            pivot,
            new HarvestTest(population, holdings, placebo)),
        pivot.available());
  }

  private EvenTest even(List<Group> groups) {
    Docket docket = board.docket;
    for (Group g : groups) {
      long[] like = g.ofLike(g.tested);
      if (g.candidate.reason() == Candidate.Reason.TEMPLATE && Arrays.stream(like).sum() >= 50) {
        docket.everybody.note(g.candidate.signature(), EvenSplit.fitAlpha(g.ofFree(g.tested)));
        docket.like.note(g.candidate.signature(), EvenSplit.fitAlpha(like));
      }
    }
    note("E5 concentration", docket.everybody.bound(), "");
    note("E5 concentration, like members", docket.like.bound(), ", median-like members");
    return new EvenTest(docket.everybody.bound(), docket.like.bound());
  }

  private void note(String name, double value, String over) {
    String how = "upper bound among strangers: twice the median over groups that share a template";
    nulls.add(new Finding.Null(name, value, how + over));
  }

  /// A group with its direct evidence and the line it has to cross.
  private record Case(Group group, Map<Family, Term> terms, double line) {
    /// Evidence by member. Of nested groups the densest is the actor: what holds it together thins
    /// out when strangers are added, and when it is cut in parts; two actors together are never
    /// denser than the denser of them.
    double density() {
      return Ruling.strength(group, terms) / group.size();
    }
  }

  /// Gives every new look its number, in the order of nomination, and keeps the groups in which a
  /// family that can convict sees something, densest first.
  private List<Case> promising(List<Group> groups, Tests tests) {
    var cases = new ArrayList<Case>();
    long rejections = board.docket.rejections();
    for (Group group : groups) {
      long signature = group.candidate.signature();
      Docket.Stood stood = board.docket.stood(signature);
      double line = stood == null ? 0 : stood.line();
      if (stood == null) {
        long number = board.docket.next(signature, group.candidate.material());
        line = -Math.log(falseDiscovery * OnlineFdr.share(number) * (rejections + 1.0));
      }
      var terms = new EnumMap<Family, Term>(Family.class);
      look(group, tests.direct(), terms);
      if (Ruling.promising(group, terms)) {
        cases.add(new Case(group, terms, line));
      } else {
        explanation.note(group, terms, line, "nothing that can convict reaches its line");
      }
    }
    cases.sort(Comparator.comparingDouble(Case::density).reversed());
    return cases;
  }

  /// Of groups that overlap by half of the smaller the densest is taken; it is ranked among placebo
  /// groups, fused, and held against its line.
  private List<Standing> standing(List<Case> cases, List<Group> groups, Tests tests) {
    var standing = new ArrayList<Standing>();
    var plain = new Plain(population, now);
    List<Group> stood =
        new ArrayList<>(
            groups.stream().filter(g -> g.candidate.reason() == Candidate.Reason.STOOD).toList());
    for (Case one : cases) {
      Group group = one.group();
      if (standing.stream().noneMatch(s -> overlaps(s.group(), group))) {
        look(group, tests.ranked(), one.terms());
        double control = control(one.terms());
        if (control < one.line()) {
          explanation.note(group, one.terms(), one.line(), "the fused e-value is below the line");
        } else {
          long signature = identity(group, stood);
          board.docket.reject(signature, one.line(), now, keys(group));
          Docket.Stood noted = Objects.requireNonNull(board.docket.stood(signature));
          String reason = plain.reason(group).orElse("");
          Verdict verdict = Ruling.of(group, one.terms(), reason);
          standing.add(
              new Standing(
                  signature,
                  group,
                  one.terms(),
                  control,
                  one.line(),
                  noted.since(),
                  verdict,
                  reason));
          explanation.note(
              group,
              one.terms(),
              one.line(),
              "it stands as " + verdict.word() + (reason.isEmpty() ? "" : ", because " + reason));
        }
      } else {
        explanation.note(group, one.terms(), one.line(), "a denser group has most of its members");
      }
    }
    return standing;
  }

  /// A group keeps the name of the one that stood before and that it overlaps, each name once.
  private static long identity(Group group, List<Group> stood) {
    for (Group before : stood) {
      if (overlaps(before, group)) {
        stood.remove(before);
        return before.candidate.signature();
      }
    }
    return group.candidate.signature();
  }

  private Hashes keys(Group group) {
    long[] keys =
        Arrays.stream(group.members).mapToLong(i -> population.face(i).principal()).toArray();
    return Hashes.copyOf(keys, keys.length);
  }

  private static boolean overlaps(Group a, Group b) {
    var both = (BitSet) a.set().clone();
    both.and(b.set());
    int common = both.cardinality();
    return common > 0 && common * 2 >= Math.min(a.size(), b.size());
  }

  private static void look(Group group, List<Test> tests, Map<Family, Term> terms) {
    for (Test test : tests) {
      test.look(group).ifPresent(term -> terms.put(term.family(), term));
    }
  }

  /// The fused e-value of the control axis, as a logarithm.
  static double control(Map<Family, Term> terms) {
    double[] logE = new double[CONTROL.size()];
    double[] weights = new double[logE.length];
    for (int f = 0; f < logE.length; f++) {
      Term term = terms.get(CONTROL.get(f));
      logE[f] = term == null ? Double.NEGATIVE_INFINITY : term.logE();
      weights[f] = 1.0 / logE.length;
    }
    return Fusion.average(logE, weights);
  }

  private Finding.Status status(int candidates, Tests tests) {
    var unavailable = new TreeMap<Family, String>();
    String[] missing = {
      "the log has no messages, or no follow-up turns",
      "the log has no reasoning artefacts",
      "the log has no completion text"
    };
    for (int f = 0; f < flows.size(); f++) {
      if (!flows.get(f).available()) {
        unavailable.put(CONTROL.get(f), missing[f]);
      }
    }
    if (!holdings.hold(Kind.Role.SLOT)) {
      unavailable.put(Family.E5, "the log has no prompts with a scaffold that two accounts share");
    }
    if (!holdings.hold(Kind.Role.CONTENT)) {
      unavailable.put(Family.E4, "the log has no prompt that two accounts share");
    }
    if (!holdings.hold(Kind.Role.IDENTITY)) {
      unavailable.put(Family.E9, "no two accounts share a signup fact, a network or a client");
    }
    if (!tests.released()) {
      unavailable.put(Family.E10, "no model that others took up was released within the log");
    }
    return new Finding.Status(
        now,
        0,
        population.size(),
        board.portraits.size(),
        candidates,
        board.docket.looks(),
        nulls,
        unavailable);
  }
}
