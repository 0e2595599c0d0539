// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.stats.Halves;
import io.stillwatch.stats.PoissonExcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// E1, E2 and E3 again: from what passed within the group and what passes between strangers
/// (docs/evidence.md, F2).
///
/// @param family 0 to 2
record Flows(Ledger ledger, int family, boolean halves) {
  private static final double CONFIDENCE = 0.99;
  private static final long DAY = 86_400_000;

  String name() {
    return "E" + (family + 1);
  }

  Line.Strangers strangers() throws Broken {
    if (ledger.strangers.size() != 3 || !ledger.strangers.get(family).family().equals(name())) {
      throw new Broken("the evidence needs what passes between strangers, of E1, E2 and E3");
    }
    return ledger.strangers.get(family);
  }

  double rate() throws Broken {
    Line.Strangers s = strangers();
    return s.chances() == 0
        ? 0
        : PoissonExcess.upperRate(s.events(), (double) s.chances(), CONFIDENCE);
  }

  /// Two principals and a day: what passes between them that day counts once.
  private record Visit(long one, long other, long day) {}

  /// What testifies, up to a moment.
  long passed(long until) {
    var items = new HashSet<String>();
    var visits = new HashSet<Visit>();
    for (Line.Passing p : ledger.passings) {
      boolean testifies = !halves || !Halves.nominates(Long.parseUnsignedLong(p.item(), 16));
      if (p.family().equals(name()) && testifies && p.at() <= until) {
        items.add(p.item());
        long one = Math.min(p.from(), p.to());
        visits.add(new Visit(one, Math.max(p.from(), p.to()), Math.floorDiv(p.at(), DAY)));
      }
    }
    return Math.min(items.size(), visits.size());
  }

  /// Chances of the whole group that testify.
  double looked() {
    long all = ledger.looked.stream().mapToLong(one -> one.chances().get(family)).sum();
    return all * (halves ? 0.5 : 1);
  }

  double logE() throws Broken {
    return PoissonExcess.logE(passed(Long.MAX_VALUE), rate() * looked());
  }

  /// Natural logarithm of a principal's own e-value.
  double own(long things, double exchanges) throws Broken {
    return PoissonExcess.logE(things, Math.max(1e-9, rate() * exchanges));
  }

  /// How the evidence grew, at the rate of strangers as it was known in the end. Chances of
  /// accounts that are not named count from the first day, which can only lower it.
  ///
  /// @param ends last moment of each day
  /// @param named chances of the named principals up to then
  List<Double> course(List<Long> ends, List<Long> named) throws Broken {
    double others = 2.0 * looked() * (halves ? 1 : 0.5) - named.getLast();
    var course = new ArrayList<Double>();
    for (int d = 0; d < ends.size(); d++) {
      double chances = (others + named.get(d)) * (halves ? 0.5 : 1);
      double logE = PoissonExcess.logE(passed(ends.get(d)), rate() * Math.max(0, chances));
      course.add(logE / Math.log(10));
    }
    return course;
  }
}
