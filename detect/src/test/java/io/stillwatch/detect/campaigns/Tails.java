// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.stats.Draw;
import io.stillwatch.stats.Gamma;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// E-values of many groups under a null, held to what an e-value promises: a mean of at most 1, and
/// P(e >= x) <= 1/x. Chance is allowed for by one-sided bounds of 99.9%: the lower Clopper-Pearson
/// bound of each frequency, and the mean less 3.1 standard errors. (The error of a heavy-tailed
/// mean is a lower bound of the true one; the tails are the sharper test.) Each case leaves its row
/// of the table of docs/evidence.md in `target/nulls`. `-Dnulls=30` makes 30 times as many runs.
final class Tails {
  static final double[] BARS = {20, 100, 1_000, 10_000};
  private static final double RISK = 0.001;
  private static final double ERRORS = 3.1;

  private final String name;
  private final long[] high = new long[BARS.length];
  private long runs;
  private double sum;
  private double squares;

  /// @param name family, colon, the null
  private Tails(String name) {
    this.name = name;
  }

  /// A null: plays one world and hands in the e-value of every group looked at there.
  interface World {
    void play(Draw draw, Tails tails);
  }

  static Tails of(String name, long seed, int worlds, World world) {
    var tails = new Tails(name);
    int times = worlds * Integer.getInteger("nulls", 1);
    for (long w = 0; w < times; w++) {
      world.play(new Draw(seed).split(w), tails);
    }
    tails.leaveRow();
    return tails;
  }

  /// @param logE negative infinity where the family has nothing to say and counts as 0
  void add(double logE) {
    double e = Math.exp(logE);
    runs++;
    sum += e;
    squares += e * e;
    for (int i = 0; i < BARS.length; i++) {
      high[i] += logE >= Math.log(BARS[i]) ? 1 : 0;
    }
  }

  double mean() {
    return sum / runs;
  }

  double share(int bar) {
    return high[bar] / (double) runs;
  }

  /// The mean e-value is no proof of more than 1, and no tail of more than its share.
  Tails keepTheirPromise() {
    double error = Math.sqrt(Math.max(0, squares / runs - mean() * mean()) / runs);
    assertThat(mean() - ERRORS * error).as("mean e, %s", this).isLessThanOrEqualTo(1);
    return keepTheirTails();
  }

  Tails keepTheirTails() {
    for (int i = 0; i < BARS.length; i++) {
      assertThat(atLeast(high[i], runs)).as("%s", this).isLessThanOrEqualTo(1 / BARS[i]);
    }
    return this;
  }

  /// Lower Clopper-Pearson bound: the p at which so many of so many are seen with probability RISK.
  static double atLeast(long seen, long runs) {
    double low = 0;
    double high = seen / (double) runs;
    for (int step = 0; step < 60; step++) {
      double p = (low + high) / 2;
      if (upperTail(seen, runs, p) < RISK) {
        low = p;
      } else {
        high = p;
      }
    }
    return low;
  }

  /// P(X >= k) for X binomial.
  private static double upperTail(long k, long n, double p) {
    if (k == 0) {
      return 1;
    }
    double sum = 0;
    for (long x = k; x <= n; x++) {
      double ways = Gamma.lgamma(n + 1.0) - Gamma.lgamma(x + 1.0) - Gamma.lgamma(n - x + 1.0);
      double term = Math.exp(ways + x * Math.log(p) + (n - x) * Math.log1p(-p));
      sum += term;
      if (x > n * p && term < 1e-12 * sum) {
        break;
      }
    }
    return sum;
  }

  private void leaveRow() {
    Path folder = Path.of("target", "nulls");
    try {
      Files.createDirectories(folder);
      String file = name.replaceAll("[^A-Za-z0-9]+", "-") + ".md";
      Files.writeString(folder.resolve(file), this + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    var row = new StringBuilder("| ").append(name.replaceFirst(": ", " | "));
    row.append(String.format(Locale.ROOT, " | %,d | %.2f", runs, mean()));
    for (int i = 0; i < BARS.length; i++) {
      row.append(" | ").append(high[i] == 0 ? "0" : number(share(i)));
      row.append(high[i] == 0 ? "" : " (" + number(atLeast(high[i], runs)) + ")");
    }
    return row + " |";
  }

  private static String number(double share) {
    return String.format(Locale.ROOT, share < 0.001 ? "%.1e" : "%.4f", share);
  }
}
