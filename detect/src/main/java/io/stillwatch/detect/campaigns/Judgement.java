// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Beat;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.OnlineFdr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One judgement: nominate, test every family, count false discovery, name what stands.
final class Judgement {
  /// A finding with fewer members that belong by their own evidence is not worth a word.
  private static final int LEAST_NAMED = 3;

  private final Board board;
  private final long now;
  private final Rules rules;
  private final Population population;
  private final Holdings holdings;
  private final Families families;

  /// What became of the groups that hold an account somebody asked about.
  private final Explanation explanation;

  Judgement(Board board, long now, Rules rules) {
    this.board = board;
    this.now = now;
    this.rules = rules;
    population = new Population(board);
    holdings = new Holdings(board, population, rules);
    families = new Families(board, population, holdings, now, rules);
    explanation = new Explanation(rules.explain(), population);
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

  void pronounce(Out<? super Finding> out) {
    List<Candidate> candidates = new Nominator(board, population, holdings).nominate();
    var groups = new ArrayList<Group>();
    var shown = new ArrayList<Group>();
    for (Candidate candidate : candidates) {
      boolean stood = candidate.reason() == Candidate.Reason.STOOD;
      boolean due = stood || board.docket.due(candidate.signature(), candidate.material());
      if (due || explanation.asks(candidate)) {
        var group = new Group(candidate, population, holdings, families.passings);
        if (stood || Ruling.testable(group)) {
          (due ? groups : shown).add(group);
        }
      }
    }
    families.fit(groups);
    show(shown);
    List<Case> cases = promising(groups);
    List<Group> suspects = cases.stream().map(Case::group).toList();
    families.suspect(population, suspects);
    name(standing(cases, groups), out);
    explanation.tell(now, out);
    out.send(
        new Finding.Status(
            now,
            0,
            population.size(),
            board.portraits.size(),
            candidates.size(),
            board.docket.looks(),
            families.nulls(),
            families.unavailable()));
    if (Beat.endsDay(now)) {
      families.tryPlacebo(population, suspects, groups, now);
    }
  }

  private void name(List<Standing> standing, Out<? super Finding> out) {
    var portrayal = new Portrayal(population, holdings, families.flows, rules.memberError());
    var named = new HashSet<String>();
    var campaigns = new ArrayList<Campaign>();
    for (Standing one : standing) {
      List<Membership.Belongs> belonging = portrayal.belonging(one);
      List<String> accounts = accounts(belonging);
      long again = accounts.stream().filter(named::contains).count();
      if (again * 2 <= accounts.size() && accounts.size() >= LEAST_NAMED) {
        named.addAll(accounts);
        boolean accuses = one.verdict() == Verdict.CAMPAIGN;
        long since = accuses ? board.accused.since(accounts, now) : one.since();
        Campaign campaign = portrayal.of(one, belonging, since, now);
        out.send(new Finding.Named(now, one.signature(), campaign));
        own(one, belonging, campaign, out);
        explanation.named(campaign);
        campaigns.add(campaign);
      }
    }
    board.accused.update(now, campaigns, out);
  }

  private List<String> accounts(List<Membership.Belongs> belonging) {
    return belonging.stream()
        .flatMap(one -> population.accounts(one.principal()).stream())
        .map(Portrait::name)
        .toList();
  }

  /// Says by what the requests of a campaign are known.
  private void own(
      Standing one,
      List<Membership.Belongs> belonging,
      Campaign campaign,
      Out<? super Finding> out) {
    if (campaign.verdict() == Verdict.CAMPAIGN) {
      var members = IntSet.of(belonging.stream().mapToInt(Membership.Belongs::principal).toArray());
      List<Finding.Mark> marks = new Marks(holdings).of(one.group(), members);
      out.send(new Finding.Owned(now, Mix.mix64(one.signature()), campaign.id(), marks));
    }
  }

  /// Looks at groups only because somebody asked: this is no test, and names nobody.
  private void show(List<Group> groups) {
    for (Group group : groups) {
      var terms = new EnumMap<Family, Term>(Family.class);
      families.lookDirect(group, terms);
      String fate = "it has not grown enough to be tested anew";
      explanation.note(group, terms, line(board.docket.looks() + 1), fate);
    }
  }

  private double line(long number) {
    double rejections = board.docket.rejections() + 1.0;
    return -Math.log(rules.falseDiscovery() * OnlineFdr.share(number) * rejections);
  }

  /// Gives every new look its number, in the order of nomination, and keeps the groups in which a
  /// family that can convict sees something, densest first.
  private List<Case> promising(List<Group> groups) {
    var cases = new ArrayList<Case>();
    for (Group group : groups) {
      long signature = group.candidate.signature();
      Docket.Stood stood = board.docket.stood(signature);
      double line = stood == null ? 0 : stood.line();
      if (stood == null) {
        long number = board.docket.next(signature, group.candidate.material());
        line = line(number);
      }
      var terms = new EnumMap<Family, Term>(Family.class);
      families.lookDirect(group, terms);
      if (Ruling.promising(group, terms)) {
        cases.add(new Case(group, terms, line));
      } else {
        explanation.note(group, terms, line, "nothing that can convict reaches its line");
      }
    }
    cases.sort(Comparator.comparingDouble(Case::density).reversed());
    return cases;
  }

  /// Of groups that overlap by half of the smaller the densest is taken, or the whole that it is a
  /// part of; it is ranked among placebo groups, fused, and held against its line.
  private List<Standing> standing(List<Case> cases, List<Group> groups) {
    var standing = new ArrayList<Standing>();
    var plain = new Plain(population, now);
    List<Group> stood = stood(groups);
    for (Case each : cases) {
      boolean free = free(each, standing);
      Case one =
          free ? each.whole(cases, families.passings, c -> free(c, standing) && crosses(c)) : each;
      Group group = one.group();
      if (free) {
        families.lookRanked(group, one.terms());
        double control = families.control(one.terms());
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

  private static boolean free(Case one, List<Standing> standing) {
    return standing.stream().noneMatch(s -> overlaps(s.group(), one.group()));
  }

  private boolean crosses(Case one) {
    return families.control(one.terms()) >= one.line();
  }

  /// Groups that stood before, the oldest first: several may have become parts of one.
  private List<Group> stood(List<Group> groups) {
    var stood =
        new ArrayList<>(
            groups.stream().filter(g -> g.candidate.reason() == Candidate.Reason.STOOD).toList());
    stood.sort(Comparator.comparingLong(g -> stood(g).since()));
    return stood;
  }

  private Docket.Stood stood(Group group) {
    return Objects.requireNonNull(board.docket.stood(group.candidate.signature()));
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
    int common = a.set().common(b.set());
    return common > 0 && common * 2 >= Math.min(a.size(), b.size());
  }
}
