// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.interventions.Simulation.Run;
import io.stillwatch.stats.CoinPairs;
import io.stillwatch.stats.PoissonExcess;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What simulated plans showed, and what they cost.
///
/// @param traffic whose
/// @param runs how many plans
/// @param power by number of pairs: a fifth, two fifths, .. all of the plan
/// @param tails how often e ever reached a bar: 20, 100, 1,000, 10,000
/// @param signP median of the exact sign test at the end
/// @param sumP median of the exact test of the sum; empty for plans of more than 40 pairs
/// @param voided mean share of pairs that did not count
/// @param touched what customers met
public record Forecast(
    Traffic traffic,
    int runs,
    List<Power> power,
    List<Tail> tails,
    double signP,
    OptionalDouble sumP,
    double voided,
    Touched touched) {
  private static final double CONFIDENCE = 0.95;
  private static final int STEPS = 5;

  /// Decimal logarithms of e after some pairs: one run in ten lies below `low`, one above `high`.
  ///
  /// @param found share of runs with e of 100 or more
  public record Power(int pairs, double low, double median, double high, double found) {}

  /// @param bar a value of e
  /// @param share of runs that reached it after any pair
  /// @param atMost upper 95% confidence bound of that share
  public record Tail(double bar, double share, double atMost) {}

  /// Shares of requests that were put off, 0 to 1.
  ///
  /// @param service mean over runs, of the whole service
  /// @param group mean over runs, of the tested group
  /// @param worst of any account in any run
  public record Touched(double service, double group, double worst) {}

  public Forecast {
    power = List.copyOf(power);
    tails = List.copyOf(tails);
  }

  static Forecast of(Traffic traffic, List<Run> runs) {
    int pairs = runs.getFirst().log10E().size();
    return new Forecast(
        traffic,
        runs.size(),
        IntStream.rangeClosed(1, STEPS)
            .map(step -> Math.max(1, pairs * step / STEPS))
            .distinct()
            .mapToObj(k -> power(runs, k))
            .toList(),
        List.of(tail(runs, 20), tail(runs, 100), tail(runs, 1000), tail(runs, 10_000)),
        quantile(runs, 0.5, run -> run.trial().standing().signP().orElse(1)),
        pairs > CoinPairs.MOST_SUMMED
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                quantile(runs, 0.5, run -> run.trial().standing().sumP().orElse(1))),
        mean(runs, run -> (double) run.trial().standing().voided() / pairs),
        new Touched(
            mean(runs, run -> (double) run.cost().touched() / run.cost().service()),
            mean(runs, run -> (double) run.cost().touched() / run.cost().group()),
            runs.stream().mapToDouble(run -> run.cost().worst()).max().orElse(0)));
  }

  private static Power power(List<Run> runs, int pairs) {
    ToDoubleFunction<Run> e = run -> run.log10E().get(pairs - 1);
    return new Power(
        pairs,
        quantile(runs, 0.1, e),
        quantile(runs, 0.5, e),
        quantile(runs, 0.9, e),
        mean(runs, run -> e.applyAsDouble(run) >= 2 ? 1 : 0));
  }

  private static Tail tail(List<Run> runs, double bar) {
    long reached = runs.stream().filter(run -> run.top() >= Math.log10(bar)).count();
    return new Tail(
        bar,
        (double) reached / runs.size(),
        Math.min(1, PoissonExcess.upperRate(reached, runs.size(), CONFIDENCE)));
  }

  private static double mean(List<Run> runs, ToDoubleFunction<Run> number) {
    return runs.stream().mapToDouble(number).average().orElse(0);
  }

  private static double quantile(List<Run> runs, double share, ToDoubleFunction<Run> number) {
    double[] all = runs.stream().mapToDouble(number).toArray();
    Arrays.sort(all);
    return all[(int) Math.min(all.length - 1, share * all.length)];
  }
}
