// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Family;
import io.stillwatch.model.Workings;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.PoissonExcess;
import io.stillwatch.stats.UnionFind;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// E1, E2, E3: private things that passed between members, against a Poisson null whose rate is the
/// 99% upper bound of what passes between strangers (EVIDENCE F2: gamma-mixture Poisson ratio,
/// truncated at the null). Each conversation, artefact or reply counts once, and what two
/// principals pass each other in a day counts once too: a burst is one event.
final class FlowTest implements Test {
  private static final double CONFIDENCE = 0.99;

  /// Where flows link a larger share of all principals than this, to be linked is no mark of a
  /// group: all that passed is then what passes between strangers. Without this the rate would be
  /// taken from the few who are left, and everybody would stand out.
  private static final double LINKED_MOST = 0.5;

  private static final String OUTSIDE = " such events outside linked groups in ";

  private static final long DAY = 86_400_000;

  private final Family family;
  private final Population population;
  private final ToLongFunction<Portrait> exposure;
  private final Passings passings;
  private final double rate;
  private final long background;
  private final boolean everywhere;
  private final long total;

  FlowTest(Family family, Board board, Population population, ToLongFunction<Portrait> exposure) {
    this(family, board, population, exposure, true);
  }

  FlowTest(
      Family family,
      Board board,
      Population population,
      ToLongFunction<Portrait> exposure,
      boolean split) {
    this.family = family;
    this.population = population;
    this.exposure = exposure;
    passings = new Passings(family, board, population, split);
    var groups = new UnionFind(population.size());
    for (int f = 0; f < passings.size(); f++) {
      groups.union(passings.from[f], passings.to[f]);
    }
    int linked = 0;
    for (int i = 0; i < population.size(); i++) {
      linked += groups.size(i) > 1 ? 1 : 0;
    }
    everywhere = linked > LINKED_MOST * population.size();
    var items = new LongSet();
    for (int f = 0; f < passings.size(); f++) {
      if (everywhere || groups.size(passings.from[f]) < Nominator.LEAST) {
        items.add(passings.item[f]);
      }
    }
    long all = 0;
    for (int i = 0; i < population.size(); i++) {
      all += population.sum(i, p -> kept(exposure.applyAsLong(p), p, board.since()));
    }
    background = items.size();
    total = all;
    rate = total == 0 ? 0 : PoissonExcess.upperRate(background, (double) total, CONFIDENCE);
  }

  /// Of an account's chances, those within the time that flow events are kept of, by its share of
  /// exchanges there. Old chances without their events would make strangers look rarer than they
  /// are.
  private static long kept(long chances, Portrait p, long since) {
    long from = Math.floorDiv(since, DAY);
    long to = Math.floorDiv(p.last(), DAY);
    if (p.first() >= since) {
      return chances;
    }
    long within = 0;
    for (long day = Math.max(from, to - Portrait.DAYS + 1); day <= to; day++) {
      within += p.onDay(day);
    }
    return Math.min(chances, (long) ((double) chances * within / p.exchanges()));
  }

  @Override
  public Family family() {
    return family;
  }

  /// Whether the log holds anything this family could look at.
  boolean available() {
    return total > 0;
  }

  /// Upper bound of the rate between strangers, for each conversation, artefact or reply.
  double rate() {
    return rate;
  }

  /// What passed between strangers, and over how many chances.
  Workings.Strangers strangers() {
    return new Workings.Strangers(family, background, total);
  }

  /// Chances of a principal.
  long chances(int principal) {
    return population.sum(principal, exposure);
  }

  Passings passings() {
    return passings;
  }

  /// Natural log e-value of `x` flows where a principal had `exposed` chances.
  double logE(long x, double exposed) {
    return PoissonExcess.logE(x, Math.max(1e-9, rate * exposed));
  }

  @Override
  public Optional<Term> look(Group group) {
    if (!available()) {
      return Optional.empty();
    }
    var items = new LongSet();
    var visits = new LongSet();
    passings.within(
        group.set(),
        f -> {
          if (passings.testifies(f)) {
            items.add(passings.item[f]);
            visits.add(passings.visit[f]);
          }
        });
    int passed = Math.min(items.size(), visits.size());
    long exposed = 0;
    for (int i : group.members) {
      exposed += chances(i);
    }
    if (exposed == 0) {
      return Optional.empty();
    }
    double looked = exposed * passings.testingShare();
    double expected = rate * looked;
    String things = things();
    return Optional.of(
        new Term(
            family,
            things + " that passed between members",
            passed,
            expected,
            PoissonExcess.logE(passed, expected),
            Term.number(passed)
                + " "
                + things
                + " passed from one member to another, among "
                + Term.number(Math.floor(looked))
                + "; between strangers at most "
                + Term.number(expected)
                + " would",
            "Poisson; what two accounts pass each other in a day counts once; 99% upper bound of the rate from "
                + background
                + (everywhere ? " such events, which link most accounts, in " : OUTSIDE)
                + total
                + " "
                + things,
            (long) looked));
  }

  private String things() {
    return switch (family) {
      case E1 -> "conversations";
      case E2 -> "sealed reasoning artefacts";
      default -> "private replies";
    };
  }
}
