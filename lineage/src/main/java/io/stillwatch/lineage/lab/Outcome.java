// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.lineage.trial.Exposure;
import io.stillwatch.lineage.trial.Exposure.Scored;
import io.stillwatch.stats.Logs;
import java.util.List;

/// What the test said of one student.
///
/// @param exposure the share of marked documents in what it learned
/// @param decoyP of the key's rank among random ones on free text; 1 where none was asked for
/// @param scores of a student that says one token after served contexts, L1 and L2
/// @param told of one that tells its chances there, L1 and L3
/// @param indexed of the first, where there is an index of what was served
public record Outcome(
    double exposure, long seed, double decoyP, Scores scores, Scores told, Scores indexed) {

  /// Figures in decades.
  ///
  /// @param logE joint e-value of our key
  /// @param logP bound on the p-value of free text, weighted
  /// @param excess mean score of a distinct pair of free text above that of a random key
  /// @param servedExcess likewise after served contexts
  /// @param worst largest joint e-value of a wrong key
  public record Scores(double logE, double logP, double excess, double servedExcess, double worst) {
    static Scores of(List<Scored> all) {
      Scored ours = all.getFirst();
      return new Scores(
          Logs.log10(ours.logE(true)),
          Logs.log10(ours.text().logPWeightedBound()),
          Exposure.excess(ours.text()),
          Exposure.excess(ours.served()),
          Logs.log10(
              all.stream()
                  .skip(1)
                  .mapToDouble(one -> one.logE(true))
                  .max()
                  .orElse(Double.NEGATIVE_INFINITY)));
    }
  }
}
