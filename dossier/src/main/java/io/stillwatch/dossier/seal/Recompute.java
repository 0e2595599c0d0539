// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.stats.EBh;
import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.Fusion;
import io.stillwatch.stats.MatchedRank;
import io.stillwatch.stats.Membership;
import io.stillwatch.stats.OnlineFdr;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Every e-value again, by the formulas of docs/evidence.md and the code that detection uses.
final class Recompute {
  /// The families of the control axis, in equal weight; one that is missing counts as 0.
  private static final List<String> CONTROL =
      List.of("E1", "E2", "E3", "E4", "E5", "E6", "E9", "E10");

  private static final List<Integer> RANKED_AMONG = List.of(99, 199, 499);

  /// Where flows touch a smaller share of the group, silence says nothing.
  private static final double LINKED_LEAST = 0.15;

  private static final long LOOKS_MOST = 10_000_000;
  private static final double LN10 = Math.log(10);

  private final Ledger ledger;
  private final Line.Control control;
  private final List<Flows> flows;
  private final Map<String, Double> logE = new HashMap<>();

  Recompute(Ledger ledger) throws Broken {
    this.ledger = ledger;
    control = ledger.control();
    flows = IntStream.range(0, 3).mapToObj(f -> new Flows(ledger, f, control.halves())).toList();
  }

  List<Flows> flows() {
    return flows;
  }

  void check(Checks checks) throws Broken {
    for (Line.Family said : ledger.families) {
      logE.put(said.family(), family(said));
      checks.pass("e-value of %s, from %s".formatted(said.family(), from(said.family())));
    }
    standing(checks);
    members(checks);
    money(checks);
  }

  private static String from(String family) {
    return switch (family) {
      case "E1", "E2", "E3" -> "what passed and what passes between strangers";
      case "E5" -> "the split of payloads and how uneven other groups are";
      default -> "its value and those of matched groups";
    };
  }

  private double family(Line.Family said) throws Broken {
    double found =
        switch (said.family()) {
          case "E1" -> flow(said, flows.get(0));
          case "E2" -> flow(said, flows.get(1));
          case "E3" -> flow(said, flows.get(2));
          case "E5" -> even(said);
          case "E4", "E6", "E9", "E10", "X" -> rank(said);
          default -> throw new Broken("family " + said.family() + " is none that a scan has");
        };
    close("e-value of " + said.family(), said.log10E(), found);
    return found;
  }

  private static void close(String what, double said, double natural) throws Broken {
    Checks.close(what, said, Numbers.finite(natural / LN10));
  }

  private static double flow(Line.Family said, Flows flow) throws Broken {
    String name = said.family();
    long passed = flow.passed(Long.MAX_VALUE);
    Checks.near("observed in " + name, said.observed(), (double) passed);
    Checks.near("expected in " + name, said.expected(), flow.rate() * flow.looked());
    Checks.same("chances in " + name, said.over(), (long) flow.looked());
    return flow.logE();
  }

  private double even(Line.Family said) throws Broken {
    Line.Evenness e = ledger.evenness;
    if (e == null) {
      throw new Broken("the evidence has no line evenness, which E5 needs");
    }
    long[] free = counts(Line.Looked::free);
    long[] like = counts(Line.Looked::like);
    double bound = EvenSplit.strangersBound(ascending(e.fitted()));
    double likeBound = EvenSplit.strangersBound(ascending(e.fittedLike()));
    boolean apart =
        e.twice() && EvenSplit.promise(like, likeBound) > EvenSplit.promise(free, bound);
    long[] shown = apart ? like : free;
    Checks.near("observed in E5", said.observed(), EvenSplit.fitAlpha(shown));
    Checks.near("expected in E5", said.expected(), apart ? likeBound : bound);
    Checks.same("payloads in E5", said.over(), Arrays.stream(shown).sum());
    return EvenSplit.logETwice(free, bound, e.twice() ? like : null, likeBound);
  }

  private long[] counts(java.util.function.Predicate<Line.Looked> which) {
    return ledger.looked.stream().filter(which).mapToLong(Line.Looked::exclusive).toArray();
  }

  private static double[] ascending(List<Double> fitted) throws Broken {
    double[] values = fitted.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 1; i < values.length; i++) {
      Checks.holds("the fitted concentrations of E5 are not in order", values[i - 1] <= values[i]);
    }
    return values;
  }

  private double rank(Line.Family said) throws Broken {
    MatchedRank rank = ranked(said.family());
    Checks.near("observed in " + said.family(), said.observed(), rank.observed());
    Checks.near("expected in " + said.family(), said.expected(), rank.typical());
    Checks.same("principals in " + said.family(), said.over(), ledger.looked.size());
    return said.family().equals("E4") ? rank.logEOfCount() : rank.logE();
  }

  MatchedRank ranked(String family) throws Broken {
    for (Line.Ranking r : ledger.rankings) {
      if (r.family().equals(family)) {
        return ranked(r);
      }
    }
    throw new Broken("the evidence has no line ranking of " + family);
  }

  private static MatchedRank ranked(Line.Ranking r) throws Broken {
    double[] values = r.matched().stream().mapToDouble(Double::doubleValue).toArray();
    if (!RANKED_AMONG.contains(values.length)) {
      throw new Broken(
          r.family() + " is ranked among " + values.length + " groups; it takes 99, 199 or 499");
    }
    if (r.family().equals("E4")) {
      return MatchedRank.few(r.observed(), values);
    }
    Checks.holds(
        r.family() + " went on, or stopped, against its rule",
        MatchedRank.goesOn(r.observed(), values) == values.length > MatchedRank.FIRST);
    return MatchedRank.staged(r.observed(), values);
  }

  private void standing(Checks checks) throws Broken {
    Line.Claims claims = ledger.claims();
    double[] axis =
        CONTROL.stream().mapToDouble(f -> logE.getOrDefault(f, Double.NEGATIVE_INFINITY)).toArray();
    double together = Fusion.average(axis);
    close("evidence of control", claims.log10Control(), together);
    close("evidence of extraction", claims.log10Extraction(), logE.getOrDefault("X", 0.0));
    checks.pass("evidence of control and of extraction");
    Checks.holds("the line is none that its rule gives", isLine(claims.threshold()));
    Checks.holds(
        "the evidence of control does not reach the line",
        claims.log10Control() >= claims.threshold() - 1e-4);
    checks.pass("the line of false discovery, and that the evidence reaches it");
  }

  /// Whether some look of the procedure, with some number of groups named before, has this line.
  private boolean isLine(double threshold) throws Broken {
    Checks.holds("more looks than can be", control.looks() <= LOOKS_MOST);
    Checks.holds("a false discovery rate is above 0", control.rate() > 0 && control.rate() <= 0.5);
    for (long t = 1; t <= control.looks(); t++) {
      double first = -Math.log(control.rate() * OnlineFdr.share(t)) / LN10;
      double named = Math.rint(Math.pow(10, first - threshold));
      boolean fits = Math.abs(first - Math.log10(named) - threshold) <= 1.01e-4;
      if (fits && named >= 1 && named <= Math.min(control.named() + 1, t)) {
        return true;
      }
    }
    return false;
  }

  private void members(Checks checks) throws Broken {
    double[] own = principals();
    Line.Claims claims = ledger.claims();
    boolean[] named = EBh.rejected(own, ledger.belonging().error());
    for (int p = 0; p < named.length; p++) {
      Checks.holds(
          "principal " + p + " is named, or not, against its evidence",
          named[p] == ledger.looked.get(p).named());
    }
    double harvest = 0;
    double exchanges = 0;
    long count = 0;
    for (int n = 0; n < ledger.accounts.size(); n++) {
      Line.Account a = ledger.accounts.get(n);
      Line.Looked l = ledger.looked.get((int) a.principal());
      Checks.holds("account " + n + " is named, its principal not", a.named() == l.named());
      if (a.named()) {
        count++;
        double share = Math.min(1, l.uses() / (double) l.works());
        close("e-value of account " + n, a.log10E(), own[(int) a.principal()]);
        Checks.close("share of harvest of account " + n, a.shareHarvest(), share, 1.01e-4);
        harvest += share * a.exchanges();
        exchanges += a.exchanges();
      }
    }
    Checks.same("accounts", claims.accounts(), count);
    Checks.same("accounts examined", claims.examined(), ledger.looked.size());
    double share = exchanges == 0 ? 0 : harvest / exchanges;
    Checks.close("share of harvest", claims.shareHarvest(), share, 1.01e-4);
    checks.pass("e-value of each account, who is named by them, and the share of harvest");
  }

  /// Natural logarithm of each principal's e-value.
  private double[] principals() throws Broken {
    List<Line.Looked> all = ledger.looked;
    List<Line.Looked> like = all.stream().filter(Line.Looked::like).toList();
    Line.Belonging b = ledger.belonging();
    for (Line.Looked one : all) {
      Checks.holds("a principal has less than one piece of work", one.works() >= 1);
    }
    Membership fit =
        Membership.fitted(
            like.stream().mapToLong(Line.Looked::uses).toArray(),
            like.stream().mapToLong(Line.Looked::works).toArray(),
            b.outside(),
            b.outsiders());
    List<List<Set<String>>> things = things();
    double silence = silence(things);
    var own = new double[all.size()];
    for (int p = 0; p < own.length; p++) {
      Line.Looked one = all.get(p);
      double uses = fit.scaffold(one.uses(), one.works());
      uses += passed(things.get(p)) > 0 ? 0 : silence;
      var families = new double[3];
      for (int f = 0; f < 3; f++) {
        families[f] = flows.get(f).own(things.get(p).get(f).size(), (double) one.exchanges());
      }
      own[p] = Fusion.average(new double[] {uses, Fusion.average(families)});
    }
    return own;
  }

  /// What each principal passed to or got from others, by family.
  private List<List<Set<String>>> things() {
    List<List<Set<String>>> things =
        ledger.looked.stream()
            .map(one -> List.<Set<String>>of(new HashSet<>(), new HashSet<>(), new HashSet<>()))
            .toList();
    for (Line.Passing p : ledger.passings) {
      int family = p.family().charAt(1) - '1';
      things.get((int) p.from()).get(family).add(p.item());
      things.get((int) p.to()).get(family).add(p.item());
    }
    return things;
  }

  private static int passed(List<Set<String>> things) {
    var all = new HashSet<String>();
    things.forEach(all::addAll);
    return all.size();
  }

  private double silence(List<List<Set<String>>> things) {
    int passing = 0;
    double once = 0;
    double twice = 0;
    for (List<Set<String>> one : things) {
      int n = passed(one);
      passing += n > 0 ? 1 : 0;
      once += n == 1 ? 1 : 0;
      twice += n == 2 ? 1 : 0;
    }
    if (passing < LINKED_LEAST * things.size()) {
      return 0;
    }
    double line = ledger.families.isEmpty() ? 0 : line();
    boolean convict =
        List.of("E1", "E2", "E3").stream()
            .anyMatch(f -> logE.getOrDefault(f, Double.NEGATIVE_INFINITY) / LN10 >= line);
    return Membership.silence(passing, things.size() - passing, once, twice, convict);
  }

  private double line() {
    try {
      return ledger.claims().threshold();
    } catch (Broken e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private void money(Checks checks) throws Broken {
    double usd = ledger.models.stream().mapToDouble(Bills::usd).sum();
    double tolerance = 0.0051 + usd * 1e-9;
    Checks.close("list price", ledger.claims().listPriceUsd(), usd, tolerance);
    checks.pass("list price, from tokens and the price of each model");
  }
}
