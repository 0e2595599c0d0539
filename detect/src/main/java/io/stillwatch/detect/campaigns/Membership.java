// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.EBh;
import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.Fusion;
import io.stillwatch.stats.Gamma;
import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.PoissonExcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Who belongs to a group that stood: one e-value for each principal from what it did itself, e-BH
/// over all of them (EVIDENCE F11). The terms, averaged: using the group's own scaffolds as often
/// as members do and strangers do not; and passing things to or from members.
final class Membership {
  /// How heavy-tailed strangers' uses of a scaffold are taken to be: c uses as c^-1.5, c from 1 on.
  private static final double TAIL = 1.5;

  private static final double LOG_ZETA = Math.log(2.612375348685488);

  /// However much all others pass, so much of a member is expected to have passed nothing.
  private static final double SILENT_LEAST = 0.1;

  private static final double STRANGERS = 2;

  /// One principal that belongs.
  record Belongs(int principal, double logE, double harvest, long uses, List<String> because) {}

  private final Group group;
  private final Population population;
  private final Holdings holdings;
  private final List<FlowTest> flows;
  private final long[] uses;
  private final double mean;
  private final double alpha;
  private final Shares shares;
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
    var counts = new long[group.members.length];
    for (int m = 0; m < counts.length; m++) {
      counts[m] = uses[group.members[m]];
    }
    long[] like = group.ofLike(counts);
    mean = Math.max(1e-9, Arrays.stream(like).average().orElse(0));
    alpha = EvenSplit.fitAlpha(like);
    var alike = Arrays.stream(group.like).map(m -> group.members[m]).toArray();
    shares = Shares.of(alike, uses, population);
  }

  /// The principals that belong, at this false discovery rate.
  List<Belongs> at(double error) {
    List<Belongs> all = everybody();
    boolean[] belongs = EBh.rejected(all.stream().mapToDouble(Belongs::logE).toArray(), error);
    return IntStream.range(0, belongs.length).filter(k -> belongs[k]).mapToObj(all::get).toList();
  }

  /// What speaks for each principal of the group, whether it belongs or not.
  List<Belongs> everybody() {
    double bound = bound();
    IntSet core = core();
    double silent = silent(core);
    var everybody = new ArrayList<Belongs>();
    for (int i : group.members) {
      var because = new ArrayList<String>();
      long works = population.works(i);
      double own = scaffold(uses[i], bound) + shares.logFit(uses[i], works);
      own += core.contains(i) ? 0 : silent;
      if (uses[i] > 0) {
        because.add(
            Term.number(uses[i])
                + " pieces of work with scaffolds that hardly anybody else uses (at most "
                + Term.number(100 * bound)
                + "% of other principals); the members have "
                + Term.number(mean)
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

  /// Logarithm of the probability that a member passed nothing, from how many passed one thing and
  /// two (Chao 1984). In a crew in which hardly anybody passed just one, hardly anybody passed
  /// none: who uses the same words there and passed nothing is a bystander, or was framed. 0 where
  /// flows speak of a few members only. Where flows carry the finding, nobody of the silent belongs
  /// when they are more than twice as many as can be members, for then most of them are not; where
  /// it rests on something else, silence says little.
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
    double unseen = Math.max(SILENT_LEAST, once * (once - 1) / (2 * (twice + 1)));
    boolean strangers = group.size() - core.size() > STRANGERS * unseen;
    return strangers && flowsConvict
        ? Double.NEGATIVE_INFINITY
        : Math.log(unseen / (core.size() + unseen));
  }

  /// A 99% upper bound of the share of outsiders that use one of the scaffolds at all.
  private double bound() {
    long outside = population.size() - (long) group.size();
    long users = 0;
    for (int i = 0; i < uses.length; i++) {
      users += !group.contains(i) && uses[i] > 0 ? 1 : 0;
    }
    return Math.min(1, PoissonExcess.upperRate(users, Math.max(1.0, (double) outside), 0.99));
  }

  /// Log e-value of this many uses: negative binomial as fitted to the members, against a stranger
  /// who uses the scaffold with at most this probability, and then heavy-tailed. One stray use
  /// among members with fifty each speaks for a stranger, and so do five thousand. How well the
  /// share of the work fits the members' can only lower it.
  private double scaffold(long used, double bound) {
    if (used == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double success = mean / (mean + alpha);
    double member =
        Gamma.logRising(alpha, used)
            - Gamma.lgamma(used + 1.0)
            + alpha * Math.log1p(-success)
            + used * Math.log(success);
    double stranger = Math.log(bound) - TAIL * Math.log((double) used) - LOG_ZETA;
    return member - stranger;
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
