// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Suspects accounts whose targets are more alike than targets of accounts with such targets are.
final class CatchSync implements Baseline {
  private static final int FEWEST = 10;

  @Override
  public String name() {
    return "catchsync";
  }

  @Override
  public String looksAt() {
    return "how alike the things that an account touches are in popularity and use";
  }

  @Override
  public String source() {
    return "Jiang et al., CatchSync: Catching Synchronized Behavior in Large Directed Graphs, KDD"
        + " 2014. Departs: targets are addresses, scaffolds and prompts; their features are accounts"
        + " and touches by account, in place of in-degree and authority";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("grid", "powers of two of both features", "the paper's logarithmic cells"),
        new Parameter("fewest", FEWEST + " targets", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Touches touches = new Touches();

      @Override
      public void take(Request request) {
        touches.add(request);
      }

      @Override
      public Suspicion conclude(Roster roster) {
        return new Cells(touches, roster).suspicion();
      }
    };
  }

  /// Targets by cell of the grid: for all, and for each account.
  private static final class Cells {
    private final Map<Integer, Double> all = new TreeMap<>();
    private final Map<Integer, Map<Integer, Integer>> byAccount = new HashMap<>();
    private double touches;

    Cells(Touches touched, Roster roster) {
      int[] counts = touched.counts(roster.size());
      for (Touches.Holding target : touched.shared(Integer.MAX_VALUE)) {
        List<Integer> logs = new ArrayList<>();
        target.accounts().forEach(a -> logs.add(log2(counts[a])));
        int busy = logs.stream().mapToInt(Integer::intValue).sum() / logs.size();
        int cell = 64 * log2(target.accounts().size()) + busy;
        for (int account : target.accounts()) {
          byAccount.computeIfAbsent(account, _ -> new HashMap<>()).merge(cell, 1, Integer::sum);
          all.merge(cell, 1.0, Double::sum);
          touches++;
        }
      }
    }

    private static int log2(int count) {
      return 31 - Integer.numberOfLeadingZeros(Math.max(1, count));
    }

    Suspicion suspicion() {
      Map<Integer, Double> scores = new HashMap<>();
      double background = all.values().stream().mapToDouble(n -> n / touches * (n / touches)).sum();
      byAccount.forEach(
          (account, cells) -> {
            int targets = cells.values().stream().mapToInt(Integer::intValue).sum();
            if (targets >= FEWEST) {
              scores.put(account, score(cells, targets, background));
            }
          });
      return Suspicion.alone(scores);
    }

    /// Synchronicity above the least that its normality allows: the minimum of the sum of squared
    /// shares, given their sum and their product with the background, by Lagrange.
    private double score(Map<Integer, Integer> cells, double targets, double background) {
      double synchronicity = 0;
      double normality = 0;
      for (Map.Entry<Integer, Integer> cell : cells.entrySet()) {
        double share = cell.getValue() / targets;
        synchronicity += share * share;
        normality += share * all.getOrDefault(cell.getKey(), 0.0) / touches;
      }
      double m = all.size();
      double room = 1 - m * background;
      double least =
          room == 0 ? 0 : (-m * normality * normality + 2 * normality - background) / room;
      return synchronicity - least;
    }
  }
}
