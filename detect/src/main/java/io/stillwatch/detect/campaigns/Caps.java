// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Daily rate caps as the log shows them: a number of exchanges a day that many accounts of one
/// plan stop at again and again, and that hardly any of them passes. Customers at their cap are
/// equal because of the cap (EVIDENCE, trap 5), so their evenness says nothing.
final class Caps {
  private static final int LEAST = 5;
  private static final int STOPPED_LEAST = 10;
  private static final double STOPPED_SHARE = 0.02;
  private static final double PASSED_SHARE = 0.01;
  private static final double AT_CAP = 0.3;

  private final BitSet capped = new BitSet();

  /// An account's busiest day, on how many days it was reached, and on how many it was active.
  private record Busiest(int most, int times, int active) {
    static Busiest of(Portrait p) {
      int most = 0;
      int times = 0;
      int active = 0;
      for (int day = 0; day < Portrait.DAYS; day++) {
        int n = p.onDay(day);
        active += n > 0 ? 1 : 0;
        times = n > most ? 1 : n == most ? times + 1 : times;
        most = Math.max(most, n);
      }
      return new Busiest(most, times, active);
    }

    boolean stopped() {
      return most >= LEAST && times >= 2 && times >= AT_CAP * active;
    }
  }

  Caps(Population population) {
    var size = new LongIntMap();
    var stopped = new LongIntMap();
    var busiest = new ArrayList<Busiest>(population.size());
    for (int i = 0; i < population.size(); i++) {
      Portrait p = population.face(i);
      var b = Busiest.of(p);
      busiest.add(b);
      size.increment(p.facts().plan());
      if (b.stopped()) {
        stopped.increment(Mix.of(p.facts().plan(), b.most()));
      }
    }
    var passed = new LongIntMap();
    LongIntMap caps = candidates(population, busiest, stopped, size);
    for (int i = 0; i < population.size(); i++) {
      long plan = population.face(i).facts().plan();
      Busiest b = busiest.get(i);
      if (b.most() > caps.getOrDefault(plan, Integer.MAX_VALUE)) {
        passed.increment(plan);
      }
    }
    for (int i = 0; i < population.size(); i++) {
      long plan = population.face(i).facts().plan();
      Busiest b = busiest.get(i);
      boolean cap = passed.getOrDefault(plan, 0) <= PASSED_SHARE * size.getOrDefault(plan, 0);
      capped.set(i, cap && b.stopped() && b.most() == caps.getOrDefault(plan, -1));
    }
  }

  /// For each plan the largest number that enough of its accounts stop at.
  private static LongIntMap candidates(
      Population population, List<Busiest> busiest, LongIntMap stopped, LongIntMap size) {
    var caps = new LongIntMap();
    for (int i = 0; i < population.size(); i++) {
      long plan = population.face(i).facts().plan();
      int most = busiest.get(i).most();
      int here = stopped.getOrDefault(Mix.of(plan, most), 0);
      boolean many = here >= STOPPED_LEAST && here >= STOPPED_SHARE * size.getOrDefault(plan, 0);
      if (many && most > caps.getOrDefault(plan, 0)) {
        caps.put(plan, most);
      }
    }
    return caps;
  }

  /// Whether a principal keeps reaching the cap of its plan.
  boolean reaches(int principal) {
    return capped.get(principal);
  }
}
