// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// E10: members who were here before a model's release and first used it within a day of it, ranked
/// among matched groups. Early adopters are honest too: it corroborates only.
final class PivotTest implements Test {
  private static final long DAY = 86_400_000;
  private static final int ADOPTERS_LEAST = 20;
  private static final byte HERE = 1;
  private static final byte MOVED = 2;

  private final Population population;
  private final Placebo placebo;
  private final List<byte[]> moves = new ArrayList<>();

  PivotTest(Population population, Placebo placebo) {
    this.population = population;
    this.placebo = placebo;
    var first = new TreeMap<String, Long>();
    var adopters = new TreeMap<String, Integer>();
    long start = Long.MAX_VALUE;
    for (int i = 0; i < population.size(); i++) {
      for (Portrait p : population.accounts(i)) {
        start = Math.min(start, p.first());
        for (Portrait.Use use : p.models()) {
          first.merge(use.model(), use.first(), Math::min);
          adopters.merge(use.model(), 1, Integer::sum);
        }
      }
    }
    for (var entry : first.entrySet()) {
      if (entry.getValue() > start + 2 * DAY
          && adopters.getOrDefault(entry.getKey(), 0) >= ADOPTERS_LEAST) {
        moves.add(moves(entry.getKey(), entry.getValue()));
      }
    }
  }

  /// Whether a model that enough principals took up was released within the log.
  boolean available() {
    return !moves.isEmpty();
  }

  @Override
  public Family family() {
    return Family.E10;
  }

  @Override
  public Optional<Term> look(Group group) {
    if (moves.isEmpty()) {
      return Optional.empty();
    }
    Placebo.Rank rank = placebo.rank(group, this::pivoted);
    return Optional.of(
        new Term(
            Family.E10,
            "share of members who moved to a new model within a day of its release",
            rank.observed(),
            rank.typical(),
            rank.logE(),
            Term.number(100 * rank.observed())
                + "% of the members moved to a new model within a day of its release; matched"
                + " groups "
                + Term.number(100 * rank.typical())
                + "%",
            "exchangeable with " + rank.groups() + " matched groups of other principals",
            group.size()));
  }

  private double pivoted(int[] members) {
    double best = 0;
    for (byte[] states : moves) {
      int before = 0;
      int moved = 0;
      for (int i : members) {
        before += states[i] > 0 ? 1 : 0;
        moved += states[i] == MOVED ? 1 : 0;
      }
      best = Math.max(best, before < Nominator.LEAST ? 0 : (double) moved / before);
    }
    return best;
  }

  /// For one release and every principal: absent, here before and after, or moved within a day.
  private byte[] moves(String model, long released) {
    var states = new byte[population.size()];
    for (int i = 0; i < states.length; i++) {
      Portrait p = population.face(i);
      if (p.first() < released && p.last() >= released) {
        states[i] = quick(p, model, released) ? MOVED : HERE;
      }
    }
    return states;
  }

  private static boolean quick(Portrait p, String model, long released) {
    for (Portrait.Use use : p.models()) {
      if (use.model().equals(model)) {
        return use.first() <= released + DAY;
      }
    }
    return false;
  }
}
