// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much a baseline suspects each account. Accounts it has nothing to say of are left out.
///
/// @param of by the account's number
public record Suspicion(SortedMap<Integer, Suspect> of) {
  /// The group of an account that is suspected by itself.
  public static final int ALONE = -1;

  public Suspicion {
    of = Collections.unmodifiableSortedMap(new TreeMap<>(of));
  }

  /// A suspected account.
  ///
  /// @param score higher is more suspect; its unit is the baseline's own, and it is no e-value
  /// @param group accounts with the same number are suspected together; [#ALONE] for none
  public record Suspect(double score, int group) {}

  /// Suspicions of a method that looks at one account at a time.
  ///
  /// @param scores by the account's number; those that are not above 0 are left out
  static Suspicion alone(Map<Integer, Double> scores) {
    SortedMap<Integer, Suspect> of = new TreeMap<>();
    scores.forEach(
        (account, score) -> {
          if (score > 0) {
            of.put(account, new Suspect(score, ALONE));
          }
        });
    return new Suspicion(of);
  }
}
