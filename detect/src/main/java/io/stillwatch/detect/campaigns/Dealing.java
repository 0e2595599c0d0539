// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether the work of a group looks dealt out: who does a piece does not depend on the day. A
/// contingency table of members by days, Pearson's chi-squared. People have days of their own, so
/// their table varies more; quotas, caps and nightly jobs make it vary less; a list dealt at random
/// has its degrees of freedom.
///
/// @param ratio chi-squared by degrees of freedom
/// @param own squared coefficient of variation of a member's work from day to day, beyond chance
/// @param error standard error of `own`
record Dealing(double ratio, double own, double error) {
  /// In great groups less than this is significant and means nothing.
  private static final double OWN = 0.025;

  private static final double SAME = 0.85;

  /// Variation of people that must be told from none.
  private static final double PEOPLE = 0.1;

  private static final double FAR = 3;
  private static final long DAY = 86_400_000;

  /// Of the members like the median one; the tenth of them that varies most and the tenth that
  /// varies least are left out, since a few who only pass by would hide the deal.
  static Dealing of(Group group, Population population, long now) {
    long today = Math.floorDiv(now - 1, DAY);
    int n = group.like.length;
    var byDay = new long[Portrait.DAYS];
    var by = new long[n];
    var table = new int[n][Portrait.DAYS];
    long all = 0;
    for (int m = 0; m < n; m++) {
      for (int d = 0; d < Portrait.DAYS; d++) {
        for (Portrait p : population.accounts(group.members[group.like[m]])) {
          table[m][d] += p.worksOnDay(today - d);
        }
        by[m] += table[m][d];
        byDay[d] += table[m][d];
      }
      all += by[m];
    }
    var rows = new ArrayList<Row>();
    for (int m = 0; m < n; m++) {
      if (by[m] > 0) {
        rows.add(Row.of(table[m], by[m], byDay, all));
      }
    }
    rows.sort(Comparator.comparingDouble(Row::ratio));
    return of(rows.subList(rows.size() / 10, rows.size() - rows.size() / 10), days(byDay));
  }

  private static int days(long[] byDay) {
    int days = 0;
    for (long works : byDay) {
      days += works > 0 ? 1 : 0;
    }
    return days;
  }

  private static Dealing of(List<Row> rows, int days) {
    double chi = 0;
    double variance = 0;
    double works = 1e-9;
    for (Row row : rows) {
      chi += row.chi;
      variance += row.variance;
      works += row.works;
    }
    double mean = Math.max(1, (rows.size() - 1.0) * (days - 1.0));
    return new Dealing(chi / mean, (chi - mean) / works, Math.sqrt(variance) / works);
  }

  /// One member: its part of chi-squared, the variance of that if the work is dealt out, and its
  /// works.
  private record Row(double chi, double variance, double works) {
    static Row of(int[] table, long by, long[] byDay, long all) {
      double chi = 0;
      double variance = 0;
      for (int d = 0; d < table.length; d++) {
        double expected = (double) by * byDay[d] / all;
        if (expected > 0) {
          chi += (table[d] - expected) * (table[d] - expected) / expected;
          variance += 2 + 1 / expected;
        }
      }
      return new Row(chi, variance, by);
    }

    double ratio() {
      return chi / variance;
    }
  }

  /// Whether the table varies less than chance has it.
  boolean even() {
    return ratio < SAME && own < -FAR * error;
  }

  /// Why the work does not look dealt out, if it does not.
  Optional<Plain.Reason> reason() {
    if (own > OWN && own > FAR * error) {
      return Plain.Reason.ofOther(
          "how much each member does changes from day to day in its own way, by "
              + Term.number(own)
              + " of its square beyond chance, give or take "
              + Term.number(error));
    }
    if (even()) {
      return Plain.Reason.ofEven(
          "each member does the same amount day by day, as quotas, caps and nightly jobs have it: "
              + Term.number(ratio)
              + " of the variation of chance");
    }
    return FAR * error > PEOPLE
        ? Plain.Reason.ofOther(
            "too little was seen to tell work that is dealt out from people's own days")
        : Optional.empty();
  }
}
