// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.util.OptionalDouble;

/// How far a pool can go undetected.
///
/// @param pool whose
/// @param undetected the highest rate tried at which it is not detected, in requests an account and
///   day; empty when it is detected at every rate
/// @param detected the next higher rate tried, at which it is detected; empty when it is detected
///   at none
record Reach(Pool pool, OptionalDouble undetected, OptionalDouble detected) {
  /// Exchanges a day that take something, undetected.
  double harvestPerDay() {
    return undetected.isEmpty() ? 0 : pool.month(undetected.getAsDouble()).harvestPerDay();
  }

  /// What so many dollars a month take a day: of the pool as many accounts as they pay for, each as
  /// fast as goes undetected.
  double harvestPerDay(double dollars) {
    int accounts = accounts(dollars);
    return accounts == 0
        ? 0
        : new Pool(pool.mix(), accounts).month(undetected.getAsDouble()).harvestPerDay();
  }

  /// True when so many dollars pay for the whole pool, so that more of them change nothing here.
  boolean paid(double dollars) {
    return accounts(dollars) == pool.accounts();
  }

  /// True when it is not detected at the highest rate tried, and the mix allows higher ones.
  boolean mightBeFaster() {
    return detected.isEmpty() && undetected.orElse(0) < pool.mix().fastest();
  }

  private int accounts(double dollars) {
    return undetected.isEmpty() ? 0 : pool.affordable(dollars, undetected.getAsDouble());
  }
}
