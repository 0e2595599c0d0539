// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Flags;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Tie;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.stats.IntSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes down a group that stood: members, counts, evidence, timeline, graph.
final class Portrayal {
  private static final long DAY = 86_400_000;
  private static final int TIES_MOST = 600;

  /// Stands in the graph for the scaffold that only this group uses.
  private static final String HUB = "shared scaffold";

  private final Population population;
  private final Holdings holdings;
  private final List<FlowTest> flows;
  private final double memberError;

  Portrayal(Population population, Holdings holdings, List<FlowTest> flows, double memberError) {
    this.population = population;
    this.holdings = holdings;
    this.flows = flows;
    this.memberError = memberError;
  }

  /// Who of a group that stood belongs to it.
  List<Membership.Belongs> belonging(Selection.Standing standing) {
    return membership(standing).at(memberError);
  }

  Membership membership(Selection.Standing standing) {
    boolean passed =
        flows.stream()
            .map(flow -> standing.terms().get(flow.family()))
            .anyMatch(term -> term != null && term.logE() >= standing.line());
    return new Membership(standing.group(), population, holdings, flows, passed);
  }

  /// @param since event time from which on the group has had its verdict
  Campaign of(Selection.Standing standing, List<Membership.Belongs> belongs, long since, long now) {
    Group group = standing.group();
    var members = new ArrayList<Member>();
    var accounts = new ArrayList<Portrait>();
    double harvest = 0;
    long exchanges = 0;
    for (Membership.Belongs one : belongs) {
      for (Portrait p : population.accounts(one.principal())) {
        accounts.add(p);
        harvest += one.harvest() * p.exchanges();
        exchanges += p.exchanges();
        members.add(
            new Member(
                p.name(), one.logE() / Math.log(10), one.harvest(), counts(p), one.because()));
      }
    }
    members.sort(Comparator.comparing(Member::account));
    Window window = window(accounts, now);
    Term x = standing.terms().get(Family.X);
    return new Campaign(
        "sw-" + Long.toHexString(standing.signature() >>> 16),
        standing.verdict(),
        members,
        group.size(),
        window,
        sum(accounts),
        standing.control() / Math.log(10),
        x == null ? 0 : x.logE() / Math.log(10),
        standing.line() / Math.log(10),
        since,
        exchanges == 0 ? 0 : harvest / exchanges,
        evidence(standing.terms().values(), window),
        models(accounts),
        techniques(standing.verdict(), accounts),
        overturn(standing),
        timeline(accounts),
        ties(belongs));
  }

  private static Counts counts(Portrait p) {
    return new Counts(p.exchanges(), p.tokensIn(), p.tokensOut());
  }

  private static Counts sum(List<Portrait> accounts) {
    Counts sum = Counts.ZERO;
    for (Portrait p : accounts) {
      sum = sum.plus(counts(p));
    }
    return sum;
  }

  /// From the first exchange of these accounts to the last.
  static Window window(List<Portrait> accounts, long now) {
    long first = accounts.stream().mapToLong(Portrait::first).min().orElse(now);
    long last = accounts.stream().mapToLong(Portrait::last).max().orElse(now);
    return new Window(first, last);
  }

  /// Terms as they are told, strongest first.
  static List<Evidence> evidence(Collection<Term> terms, Window window) {
    return terms.stream()
        .sorted(Comparator.comparingDouble(Term::logE).reversed().thenComparing(Term::family))
        .map(
            t ->
                new Evidence(
                    t.family(),
                    t.statistic(),
                    t.observed(),
                    t.expected(),
                    t.logE() / Math.log(10),
                    window,
                    t.says(),
                    t.nullModel(),
                    t.over()))
        .toList();
  }

  private static List<ModelUse> models(List<Portrait> accounts) {
    var uses = new TreeMap<String, Counts>();
    for (Portrait p : accounts) {
      for (Portrait.Use u : p.models()) {
        uses.merge(u.model(), new Counts(u.exchanges(), u.tokensIn(), u.tokensOut()), Counts::plus);
      }
    }
    return uses.entrySet().stream()
        .map(e -> new ModelUse(e.getKey(), e.getValue()))
        .sorted(
            Comparator.comparingLong((ModelUse m) -> m.counts().exchanges())
                .reversed()
                .thenComparing(ModelUse::model))
        .toList();
  }

  private static List<String> techniques(Verdict verdict, List<Portrait> accounts) {
    if (verdict == Verdict.WATCH) {
      return List.of();
    }
    var ids = new TreeSet<String>();
    ids.add("AML.T0040");
    if (verdict == Verdict.UNDECLARED_INTERMEDIARY) {
      ids.add("AML.T0008.005");
      return List.copyOf(ids);
    }
    ids.add("AML.T0024.002");
    int pretext = Integer.numberOfTrailingZeros(Flags.PRETEXT) - Flags.FIRST_ELICITATION_BIT;
    long asked = accounts.stream().mapToLong(p -> p.bits().get(pretext)).sum();
    if (asked * 10 > sum(accounts).exchanges()) {
      ids.add("AML.T0051");
    }
    return List.copyOf(ids);
  }

  private static List<String> overturn(Selection.Standing standing) {
    var ways = new ArrayList<String>();
    if (!standing.plain().isEmpty()) {
      ways.add("the even split has a plain explanation: " + standing.plain());
    }
    ways.add(
        "proof that the accounts answer to one declared organisation: then it is a contract question");
    for (Term t : standing.terms().values()) {
      if (t.logE() > 2) {
        switch (t.family()) {
          case E1 -> ways.add("a product that lets strangers continue each other's conversations");
          case E2 -> ways.add("a gateway that hands sealed reasoning from one customer to another");
          case E3 ->
              ways.add("a public place where these replies could be read before they came back");
          case E5 -> ways.add("a common quota or rate cap that makes unrelated accounts equal");
          case E6 -> ways.add("an outage, release or timetable that gave strangers the same hours");
          case E9 ->
              ways.add("a school, employer or programme that signed these accounts up together");
          case E10 -> ways.add("a public event that moved strangers to the new model that day");
          case X -> ways.add("an audit or evaluation duty that asks for this form of answer");
          case E4, E7, E8 -> {}
        }
      }
    }
    return ways;
  }

  private static List<Day> timeline(List<Portrait> accounts) {
    var exchanges = new TreeMap<Long, long[]>();
    for (Portrait p : accounts) {
      long last = Math.floorDiv(p.last(), DAY);
      long first = Math.max(Math.floorDiv(p.first(), DAY), last - Portrait.DAYS + 1);
      for (long day = first; day <= last; day++) {
        int n = p.onDay(day);
        if (n > 0) {
          long[] sums = exchanges.computeIfAbsent(day, d -> new long[2]);
          sums[0] += n;
          sums[1]++;
        }
      }
    }
    return exchanges.entrySet().stream()
        .map(e -> new Day(e.getKey() * DAY, e.getValue()[0], (int) e.getValue()[1]))
        .toList();
  }

  /// Flow events between members, most frequent first; a member without one is tied to the
  /// scaffold.
  private List<Tie> ties(List<Membership.Belongs> belongs) {
    IntSet named = IntSet.of(belongs.stream().mapToInt(Membership.Belongs::principal).toArray());
    var counts = new TreeMap<String, Tie>();
    var tied = new java.util.HashSet<String>();
    for (FlowTest family : flows) {
      Passings passings = family.passings();
      passings.within(
          named,
          f -> {
            String a = population.face(passings.from[f]).name();
            String b = population.face(passings.to[f]).name();
            String kind = family.family().title();
            counts.merge(
                a + '\n' + b + '\n' + kind,
                new Tie(a, b, kind, 1),
                (x, y) -> new Tie(x.from(), x.to(), x.kind(), x.times() + 1));
            tied.add(a);
            tied.add(b);
          });
    }
    var ties = new ArrayList<Tie>(counts.values());
    ties.sort(
        Comparator.comparingInt(Tie::times)
            .reversed()
            .thenComparing(Tie::from)
            .thenComparing(Tie::to));
    for (Membership.Belongs one : belongs) {
      String name = population.face(one.principal()).name();
      if (!tied.contains(name) && one.uses() > 0) {
        ties.add(new Tie(name, HUB, "uses the group's own scaffold", (int) one.uses()));
      }
    }
    return ties.size() > TIES_MOST ? ties.subList(0, TIES_MOST) : ties;
  }
}
