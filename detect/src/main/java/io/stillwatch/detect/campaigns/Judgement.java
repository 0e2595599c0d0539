// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Beat;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;

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

  /// The whole of it: every group that is due, and every group that stood before.
  void pronounce(Out<? super Finding> out) {
    judge(true, out);
  }

  /// A look between judgements, at groups that have grown by half. Unless one of them stands,
  /// nothing is said. Otherwise all is said anew, but of groups that have not grown the verdict
  /// does not rise: they would be looked at more often than they pay for.
  void interim(Out<? super Finding> out) {
    judge(false, out);
  }

  private LongSet notGrown() {
    var held = new LongSet();
    for (long signature : board.docket.standing()) {
      Docket.Stood stood = board.docket.stood(signature);
      if (stood != null && !stood.hasGrown(population.exchanges(population.of(stood.members())))) {
        held.add(signature);
      }
    }
    return held;
  }

  private void judge(boolean whole, Out<? super Finding> out) {
    LongSet held = whole ? new LongSet() : notGrown();
    Nominated nominated = new Nominator(board, population, holdings).nominate();
    List<Candidate> candidates = nominated.candidates();
    var groups = new ArrayList<Group>();
    var shown = new ArrayList<Group>();
    for (Candidate candidate : candidates) {
      boolean stood = candidate.reason() == Candidate.Reason.STOOD;
      boolean due = stood || board.docket.due(candidate.signature(), candidate.material());
      if (due || (whole && (explanation.asks(candidate) || rules.measured()))) {
        var group = new Group(candidate, population, holdings, families.passings);
        if (stood || Ruling.testable(group)) {
          (due ? groups : shown).add(group);
        }
      }
    }
    if (!whole && groups.stream().noneMatch(group -> isNews(group, held))) {
      return;
    }
    var plain = new Plain(population, now);
    families.fit(learnt(groups, nominated.others()), nominated.sample(), plain);
    var selection =
        new Selection(board, now, rules, population, holdings, families, plain, held, explanation);
    show(shown, selection.nextLine());
    List<Case> cases = selection.promising(groups);
    List<Case> news = cases.stream().filter(one -> isNews(one.group(), held)).toList();
    if (!whole && news.isEmpty()) {
      return;
    }
    List<Group> suspects = cases.stream().map(Case::group).toList();
    families.suspect(population, suspects);
    if (!whole && news.stream().noneMatch(selection::stands)) {
      return;
    }
    List<Selection.Standing> standing = selection.standing(cases, groups);
    name(standing, out);
    if (rules.measured()) {
      var measuring = new Measuring(population, holdings, families, selection.nextLine());
      var looked = new ArrayList<Group>(groups);
      looked.addAll(shown);
      measuring.fallen(looked, standing, now, out);
      measuring.suspects(rules.suspects(), now, out);
    }
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

  private static boolean isNews(Group group, LongSet held) {
    return group.candidate.reason() != Candidate.Reason.STOOD
        || !held.contains(group.candidate.signature());
  }

  /// What there is to learn from today: once a day, also from groups that are not looked at.
  private List<Group> learnt(List<Group> groups, List<Candidate> others) {
    if (!Beat.endsDay(now)) {
      return groups;
    }
    var all = new ArrayList<Group>(groups);
    for (Candidate candidate : others) {
      all.add(new Group(candidate, population, holdings, families.passings));
    }
    return all;
  }

  private void name(List<Selection.Standing> standing, Out<? super Finding> out) {
    var portrayal = new Portrayal(population, holdings, families.flows, rules.memberError());
    var named = new HashSet<String>();
    var campaigns = new ArrayList<Campaign>();
    for (Selection.Standing one : standing) {
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
        if (rules.show()) {
          out.send(
              new Disclosure(board, rules, population, families, portrayal).of(one, campaign, now));
        }
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
      Selection.Standing one,
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
  private void show(List<Group> groups, double line) {
    for (Group group : groups) {
      var terms = new EnumMap<Family, Term>(Family.class);
      families.lookDirect(group, terms);
      String fate = "it has not grown enough to be tested anew";
      explanation.note(group, terms, line, fate);
    }
  }
}
