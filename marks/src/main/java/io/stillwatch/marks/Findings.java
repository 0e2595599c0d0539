// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks;

import io.stillwatch.stats.EBh;
import java.util.ArrayList;
import java.util.List;

/// What several marks say of one text, corrected for having asked several times: two statistics a
/// mark (each pair once, and with weights), and as many marks as were tried. Bonferroni for the
/// p-values, e-BH for the e-values.
///
/// @param marks in the order in which they were scored
public record Findings(List<Finding> marks) {
  public Findings {
    marks = List.copyOf(marks);
  }

  /// One mark.
  ///
  /// @param profile its name
  /// @param key the key's name
  /// @param tally what was counted
  /// @param logP the corrected natural logarithm of the p-value: the smaller of both statistics,
  ///   times two, times the number of marks
  /// @param logE the natural logarithm of the mean of both e-values, not corrected
  /// @param found whether `logP` is at most the level, or e-BH rejects at it
  public record Finding(
      String profile, String key, Tally tally, double logP, double logE, boolean found) {}

  /// Judges all marks of a scorer.
  ///
  /// @param level the chance of any false finding by p, and the rate of false ones by e
  public static Findings of(List<Mark> marks, Scorer scorer, double level) {
    List<Tally> tallies = marks.stream().map(scorer::tally).toList();
    double[] logE = tallies.stream().mapToDouble(Findings::logE).toArray();
    boolean[] rejected = EBh.rejected(logE, level);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < logE.length; i++) {
      Tally tally = tallies.get(i);
      double least = Math.min(tally.logP(), tally.logPWeightedBound());
      double logP = Math.min(0, least + Math.log(2.0 * logE.length));
      findings.add(
          new Finding(
              marks.get(i).profile().name(),
              marks.get(i).key().name(),
              tally,
              logP,
              logE[i],
              logP <= Math.log(level) || rejected[i]));
    }
    return new Findings(findings);
  }

  private static double logE(Tally tally) {
    return io.stillwatch.stats.Logs.logMeanExp(tally.logE(), tally.logEWeighted());
  }
}
