// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.CoinPairs;
import java.util.List;
import java.util.OptionalDouble;

/// What a trial says after some pairs.
///
/// @param up pairs in which the focal half sent more in the treated slot
/// @param down pairs in which it sent less
/// @param tied pairs without difference
/// @param voided pairs that do not count
/// @param logE natural logarithm of the e-value ([CoinPairs]); may be read after any pair, and is
///   never replaced by a larger one of before
/// @param signP exact chance of so many pairs up; only of a plan that ran to its end as laid down
/// @param sumP exact chance of so large a sum of differences; the same, up to 40 pairs
public record Standing(
    int up,
    int down,
    int tied,
    int voided,
    double logE,
    OptionalDouble signP,
    OptionalDouble sumP) {

  static Standing of(List<Long> differences, int voided, boolean whole) {
    int up = (int) differences.stream().filter(d -> d > 0).count();
    int down = (int) differences.stream().filter(d -> d < 0).count();
    boolean summed = whole && up + down <= CoinPairs.MOST_SUMMED;
    return new Standing(
        up,
        down,
        differences.size() - up - down - voided,
        voided,
        CoinPairs.logE(up, down),
        whole ? OptionalDouble.of(CoinPairs.signP(up, down)) : OptionalDouble.empty(),
        summed ? OptionalDouble.of(sumP(differences)) : OptionalDouble.empty());
  }

  private static double sumP(List<Long> differences) {
    return CoinPairs.sumP(differences.stream().mapToLong(d -> d).toArray());
  }

  /// A p-value that holds whenever one stops: 1/e, at most 1 (Ville 1939).
  public double anytimeP() {
    return Math.min(1, Math.exp(-logE));
  }
}
