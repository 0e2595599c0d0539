// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static io.stillwatch.model.Require.that;

import io.stillwatch.stats.OnlineFdr;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What several companies' e-values say together of one suspicion.
///
/// The null: at every company the accounts that hold the suspicion's tokens are strangers who act
/// independently, given what they have in common for innocent reasons. Each company measures on its
/// own accounts, on exchanges after the suspicion was told, with a bound on what passes between
/// strangers from its own log. So under the null each e-value averages at most 1 given everything
/// that was said before and whatever the others see: their accounts and exchanges are others, and a
/// cause common to all, an outage or a benchmark, is in every company's own bound. E-values of that
/// kind may be multiplied (Vovk and Wang, arXiv 1912.06116, section 4; sequentially dependent). For
/// whoever doubts the independence there is the mean, which is valid whatever hangs together.
///
/// Every number but one's own is a peer's word. The largest of the others' is left out: no single
/// peer can carry a suspicion over the line, neither by error nor by lie.
///
/// @param log10E decimal logarithms by company, one's own included; who measured nothing says 1 (0)
/// @param product of all of them
/// @param guarded the product without the largest of the others'
/// @param mean of all of them
/// @param line what the suspicion has to reach
public record Joint(
    SortedMap<String, Double> log10E, double product, double guarded, double mean, double line) {
  /// What one's own evidence has to say at least before anything follows: e = 20.
  public static final double CONFIRMS = Math.log10(20);

  public Joint {
    log10E = new TreeMap<>(log10E);
  }

  /// @param own one's own name
  /// @param log10E by company
  /// @param number of the suspicion in the order they were told, from 1
  /// @param falseDiscovery share of the suspicions that stand and are false, at most
  public static Joint of(
      String own, Map<String, Double> log10E, long number, double falseDiscovery) {
    that(log10E.containsKey(own), "joint evidence holds one's own");
    double product = 0;
    double mean = 0;
    double largest = 0;
    for (Map.Entry<String, Double> one : log10E.entrySet()) {
      product += one.getValue();
      mean += Math.pow(10, one.getValue()) / log10E.size();
      largest = one.getKey().equals(own) ? largest : Math.max(largest, one.getValue());
    }
    double line = -Math.log10(falseDiscovery * OnlineFdr.share(number));
    return new Joint(new TreeMap<>(log10E), product, product - largest, Math.log10(mean), line);
  }

  /// Whether it stands without any single peer's word.
  public boolean crosses() {
    return guarded >= line;
  }

  /// Whether it stands, and one's own evidence agrees.
  ///
  /// @param own one's own name
  public boolean confirmedBy(String own) {
    return crosses() && log10E.getOrDefault(own, 0.0) >= CONFIRMS;
  }
}
