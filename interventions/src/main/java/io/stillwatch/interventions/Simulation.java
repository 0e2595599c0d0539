// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Logs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Plays plans on made-up traffic, to learn what they would show, and what they would cost, before
/// any customer is touched. Slots last ten minutes, rounds ten hours. Same numbers, same result.
///
/// @param accounts size of the tested group, 4 or more
/// @param pairs length of each plan, 1 to 400
/// @param runs how many plans of each kind of traffic, 1 or more
/// @param seed which ones
public record Simulation(int accounts, int pairs, int runs, long seed) {
  private static final long MINUTE = 60_000;
  private static final long SLOT = 10 * MINUTE;
  private static final long ROUND = 60 * SLOT;
  private static final Remedy REMEDY = new Remedy(1, SLOT, Remedy.MOST_TOUCHED);

  public Simulation {
    Require.that(runs >= 1, "at least one run, not " + runs);
    new Timetable(0, ROUND, SLOT, pairs);
    Require.that(accounts >= 4, "a plan needs 4 accounts, not " + accounts);
  }

  /// What came of one plan.
  ///
  /// @param log10E after each pair
  record Run(List<Double> log10E, Trial trial, Throttle.Cost cost) {
    double top() {
      return log10E.stream().mapToDouble(e -> e).max().orElse(0);
    }
  }

  /// Runs all plans on one kind of traffic.
  public Forecast of(Traffic traffic) {
    return Forecast.of(traffic, runs(traffic));
  }

  List<Run> runs(Traffic traffic) {
    Draw chance = new Draw(seed);
    return IntStream.range(0, runs).mapToObj(n -> run(traffic, chance.split(n))).toList();
  }

  private Run run(Traffic traffic, Draw draw) {
    List<String> members = IntStream.range(0, accounts).mapToObj(i -> "account-" + i).toList();
    Design design =
        Design.of("simulated", members, new Timetable(0, ROUND, SLOT, pairs), REMEDY)
            .allowed("a simulation touches nobody");
    Crowd crowd = new Crowd(traffic, Plan.of(design, seed(draw)), draw);
    List<Double> log10E = new ArrayList<>();
    while (crowd.throttle().trial().goesOn()) {
      log10E.add(Logs.log10(crowd.round().standing().logE()));
    }
    return new Run(log10E, crowd.throttle().trial(), crowd.throttle().cost());
  }

  private static Seed seed(Draw draw) {
    var bytes = ByteBuffer.allocate(32);
    while (bytes.hasRemaining()) {
      bytes.putLong(draw.nextLong());
    }
    return Seed.of(bytes.array());
  }
}
