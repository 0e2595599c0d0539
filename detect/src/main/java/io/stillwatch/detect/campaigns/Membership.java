// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.EBh;
import io.stillwatch.stats.Fusion;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Who belongs to a group that stood: one e-value for each principal from what it did itself, e-BH
/// over all of them (EVIDENCE F11). The terms, averaged: using the group's own scaffolds as often
/// as members do and strangers do not; and passing things to or from members.
final class Membership {
  /// One principal that belongs.
  record Belongs(int principal, double logE, double harvest, long uses, List<String> because) {}

  private final Group group;
  private final Population population;
  private final Holdings holdings;
  private final List<FlowTest> flows;
  private final long[] uses;
  private final io.stillwatch.stats.Membership fit;
  private final boolean flowsConvict;

  /// @param flowsConvict whether what passed between the members would carry the finding alone
  Membership(
      Group group,
      Population population,
      Holdings holdings,
      List<FlowTest> flows,
      boolean flowsConvict) {
    this.group = group;
    this.flowsConvict = flowsConvict;
    this.population = population;
    this.holdings = holdings;
    this.flows = flows;
    uses = ownUses();
    int[] like = Arrays.stream(group.like).map(m -> group.members[m]).toArray();
    long outside = population.size() - (long) group.size();
    fit =
        io.stillwatch.stats.Membership.fitted(
            Arrays.stream(like).mapToLong(i -> uses[i]).toArray(),
            Arrays.stream(like).mapToLong(population::works).toArray(),
            outsideUsers(),
            outside);
  }

  /// The principals that belong, at this false discovery rate.
  List<Belongs> at(double error) {
    List<Belongs> all = everybody();
    boolean[] belongs = EBh.rejected(all.stream().mapToDouble(Belongs::logE).toArray(), error);
    return IntStream.range(0, belongs.length).filter(k -> belongs[k]).mapToObj(all::get).toList();
  }

  /// What speaks for each principal of the group, whether it belongs or not.
  List<Belongs> everybody() {
    IntSet core = core();
    double silent = silent(core);
    var everybody = new ArrayList<Belongs>();
    for (int i : group.members) {
      var because = new ArrayList<String>();
      long works = population.works(i);
      double own = fit.scaffold(uses[i], works);
      own += core.contains(i) ? 0 : silent;
      if (uses[i] > 0) {
        because.add(
            Term.number(uses[i])
                + " pieces of work with scaffolds that hardly anybody else uses (at most "
                + Term.number(100 * fit.bound())
                + "% of other principals); the members have "
                + Term.number(fit.mean())
                + " each");
      }
      double logE = Fusion.average(new double[] {own, passed(i, because)});
      double harvest = Math.min(1, uses[i] / (double) works);
      everybody.add(new Belongs(i, logE, harvest, uses[i], because));
    }
    return everybody;
  }

  /// Uses of scaffolds that tie to the core, by principal. Where flows convict, the core is who
  /// passes things; a scaffold that the core hardly uses ties nobody to it.
  private long[] ownUses() {
    IntSet core = core();
    double share = core.size() / (double) Math.max(1, group.size());
    var sum = new long[population.size()];
    for (int o = 0; o < group.own.size(); o++) {
      int a = group.own.get(o);
      int users = 0;
      int inCore = 0;
      for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
        users += group.contains(holdings.holder[p]) ? 1 : 0;
        inCore += core.contains(holdings.holder[p]) ? 1 : 0;
      }
      if (core.isEmpty() || inCore >= share * users / 2) {
        for (int p = holdings.start[a]; p < holdings.start[a + 1]; p++) {
          sum[holdings.holder[p]] += holdings.all(p);
        }
      }
    }
    return sum;
  }

  /// Members that passed things to members or got things from them.
  private IntSet core() {
    var core = new IntSet.Collector();
    for (FlowTest family : flows) {
      Passings passings = family.passings();
      passings.within(
          group.set(),
          f -> {
            core.add(passings.from[f]);
            core.add(passings.to[f]);
          });
    }
    return core.toSet();
  }

  /// What silence says of a principal; 0 where flows speak of a few members only, for then it says
  /// little.
  private double silent(IntSet core) {
    if (core.size() < Ruling.LINKED_LEAST * group.size()) {
      return 0;
    }
    double once = 0;
    double twice = 0;
    for (int c = 0; c < core.size(); c++) {
      int i = core.get(c);
      var items = new LongSet();
      for (FlowTest family : flows) {
        Passings passings = family.passings();
        passings.between(i, group.set(), flow -> items.add(passings.item[flow]));
      }
      once += items.size() == 1 ? 1 : 0;
      twice += items.size() == 2 ? 1 : 0;
    }
    return io.stillwatch.stats.Membership.silence(
        core.size(), group.size() - core.size(), once, twice, flowsConvict);
  }

  /// How many principals outside the group use one of the scaffolds at all.
  long outsideUsers() {
    long users = 0;
    for (int i = 0; i < uses.length; i++) {
      users += !group.contains(i) && uses[i] > 0 ? 1 : 0;
    }
    return users;
  }

  /// Uses of scaffolds that tie to the core.
  long uses(int principal) {
    return uses[principal];
  }

  private double passed(int i, List<String> because) {
    var logE = new double[flows.size()];
    for (int f = 0; f < logE.length; f++) {
      var items = new LongSet();
      Passings passings = flows.get(f).passings();
      if (group.contains(i)) {
        passings.between(i, group.set(), flow -> items.add(passings.item[flow]));
      }
      logE[f] = flows.get(f).logE(items.size(), (double) population.exchanges(i));
      if (items.size() > 0) {
        because.add(Term.number(items.size()) + " things passed to or from other members");
      }
    }
    return Fusion.average(logE);
  }
}
