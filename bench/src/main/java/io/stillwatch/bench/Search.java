// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Finds how fast a pool can take undetected, in as few looks as it can.
///
/// It takes for granted that who is detected at one rate is detected at every higher one. It starts
/// at a guess, doubles its steps until the answer lies between two rates, and halves what is
/// between them: two rates when the guess was right. A rate is settled by most of the worlds, and
/// no world is made once most have spoken.
final class Search {
  private final Watch watch;
  private final List<Double> rates;
  private final List<Long> seeds;

  /// @param rates the rates to choose from, in any order; the highest is the limit
  /// @param seeds one world each
  Search(Watch watch, List<Double> rates, List<Long> seeds) {
    this.watch = watch;
    this.rates = rates.stream().sorted().distinct().toList();
    this.seeds = List.copyOf(seeds);
    if (rates.isEmpty() || seeds.isEmpty()) {
      throw new IllegalArgumentException("a search needs a rate and a seed");
    }
  }

  /// How far pools of one mix can go. Each answer is the guess for the next pool.
  List<Reach> reaches(Mix mix, List<Integer> pools) throws IOException {
    List<Reach> reaches = new ArrayList<>();
    double guess = 2;
    for (int accounts : pools) {
      Reach reach = reach(new Pool(mix, accounts), guess);
      guess = reach.undetected().orElse(0);
      reaches.add(reach);
    }
    return reaches;
  }

  /// @param guess a rate that may be the answer
  Reach reach(Pool pool, double guess) throws IOException {
    List<Double> rungs = rungs(pool.mix());
    int undetected = -1;
    int detected = rungs.size();
    int next = (int) Math.min(detected - 1, rungs.stream().filter(rate -> rate < guess).count());
    for (int step = 1; detected - undetected > 1; step *= 2) {
      if (isDetected(pool, rungs.get(next))) {
        detected = next;
      } else {
        undetected = next;
      }
      if (undetected < 0) {
        next = Math.max(0, detected - step);
      } else if (detected == rungs.size()) {
        next = Math.min(detected - 1, undetected + step);
      } else {
        next = (undetected + detected) / 2;
      }
    }
    return new Reach(pool, rate(rungs, undetected), rate(rungs, detected));
  }

  private List<Double> rungs(Mix mix) {
    return rates.stream().map(rate -> Math.min(rate, mix.fastest())).distinct().toList();
  }

  private static OptionalDouble rate(List<Double> rungs, int i) {
    return i < 0 || i == rungs.size() ? OptionalDouble.empty() : OptionalDouble.of(rungs.get(i));
  }

  /// Whether at least half of the worlds detect it.
  private boolean isDetected(Pool pool, double rate) throws IOException {
    int yes = 0;
    int no = 0;
    for (long seed : seeds) {
      if (watch.look(pool, rate, seed).detected()) {
        yes++;
      } else {
        no++;
      }
      if (2 * yes >= seeds.size() || 2 * no > seeds.size()) {
        break;
      }
    }
    return 2 * yes >= seeds.size();
  }
}
