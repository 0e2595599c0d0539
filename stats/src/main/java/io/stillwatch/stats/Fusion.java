// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

/// F9: one e-value from several, valid under any dependence between them: their weighted average.
/// Fed with e-processes it is an e-process. Never multiply families: they see the same traffic.
public final class Fusion {
  private Fusion() {}

  /// `log(sum w_f e_f)`; a family without data stays at logE = 0.
  ///
  /// @param logE natural logarithms, one per family
  /// @param weights fixed beforehand, from 0 up, with a sum of at most 1
  public static double average(double[] logE, double[] weights) {
    if (logE.length != weights.length) {
      throw new IllegalArgumentException(logE.length + " e-values, " + weights.length + " weights");
    }
    double[] terms = new double[logE.length];
    double sum = 0;
    for (int f = 0; f < terms.length; f++) {
      if (!(weights[f] >= 0) || Double.isNaN(logE[f])) {
        throw new IllegalArgumentException(
            "family " + f + ": weight " + weights[f] + ", log e " + logE[f]);
      }
      sum += weights[f];
      terms[f] = weights[f] == 0 ? Double.NEGATIVE_INFINITY : Math.log(weights[f]) + logE[f];
    }
    if (sum > 1 + 1e-9) {
      throw new IllegalArgumentException("the weights sum to " + sum + ", at most 1 is valid");
    }
    return Logs.logSumExp(terms);
  }

  /// The average with equal weights.
  public static double average(double[] logE) {
    return Logs.logMeanExp(logE);
  }

  /// Fisher's method over p = 1/e, as if the values were independent p-values: minus the natural
  /// logarithm of the joint p-value. It is not valid under dependence; it is here to be compared
  /// with.
  public static double fisher(double[] logE) {
    double sum = 0;
    for (double one : logE) {
      sum += Math.max(0, one);
    }
    return -Gamma.logQ(logE.length, sum);
  }
}
