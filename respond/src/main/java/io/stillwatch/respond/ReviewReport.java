// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.respond.Review.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// What reviewers found, beside what was promised: how many decisions were wrong, by the rule that
/// asked for them, the family of evidence that spoke loudest, and how sure it was of the account.
/// It proposes, and changes nothing.
///
/// @param promised share of accused accounts that may be innocent
public record ReviewReport(
    double promised, List<ReviewCount> rules, List<ReviewCount> families, List<ReviewCount> bands) {
  private static final double[] BANDS = {2, 4, 6};
  private static final List<String> BAND_WORDS =
      List.of("e below 100", "e of 100 to 10^4", "e of 10^4 to 10^6", "e of 10^6 and more");

  /// A decision that somebody looked at.
  ///
  /// @param verdict the newest that was given
  /// @param family of the evidence that spoke loudest for one actor; "not known" when the finding
  ///   is no longer kept
  public record Case(Decision decision, Verdict verdict, String family) {}

  public ReviewReport {
    rules = List.copyOf(rules);
    families = List.copyOf(families);
    bands = List.copyOf(bands);
  }

  /// Counts cases, each decision once.
  public static ReviewReport of(double promised, Collection<Case> cases) {
    return new ReviewReport(
        promised,
        count(cases, one -> one.decision().grounds().rule()),
        count(cases, Case::family),
        count(cases, one -> band(one.decision().grounds().evidence().log10Member())));
  }

  private static String band(double log10) {
    int band = 0;
    while (band < BANDS.length && log10 >= BANDS[band]) {
      band++;
    }
    return BAND_WORDS.get(band);
  }

  private static List<ReviewCount> count(Collection<Case> cases, Function<Case, String> kind) {
    var counts = new TreeMap<String, ReviewCount>();
    for (Case one : cases) {
      String name = kind.apply(one);
      long wrong = one.verdict() == Verdict.OVERTURNED ? 1 : 0;
      counts.merge(
          name,
          new ReviewCount(name, 1, wrong),
          (a, b) ->
              new ReviewCount(name, a.reviewed() + b.reviewed(), a.overturned() + b.overturned()));
    }
    return List.copyOf(counts.values());
  }

  /// Whether more is wrong than was promised, beyond a chance of one in forty: a rule of which this
  /// holds should be in shadow until somebody has looked at why.
  public boolean breaks(ReviewCount count) {
    return count.wrong().least() > promised;
  }
}
