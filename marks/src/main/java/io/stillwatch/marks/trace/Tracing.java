// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.trace;

import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.stats.Logs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Decodes one leak. First it asks whether the text is marked by the codebook at all, by the mean
/// of the e-values of all its keys; only a text that passes is decoded. Then the holder whose
/// letters have the most evidence is named, if it beats the bar for as many holders as there are,
/// and the second by as much. Decoders that skip the first step accuse somebody for every text.
public final class Tracing {
  private final Codebook book;
  private final List<Mark> marks = new ArrayList<>();
  private final double logBar;

  /// @param level the chance of naming anybody for a text that is not ours
  public Tracing(Codebook book, Profile profile, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1, not at " + level);
    }
    this.book = book;
    logBar = -Math.log(level);
    for (int slot = 0; slot < book.slots(); slot++) {
      for (int letter = 0; letter < book.letters(); letter++) {
        marks.add(profile.under(book.key(slot, letter)));
      }
    }
  }

  /// What a leak says.
  public sealed interface Verdict permits Unmarked, Unclear, Named {}

  /// Not shown to be marked; nothing was decoded.
  ///
  /// @param logE the evidence that it is marked at all
  public record Unmarked(double logE) implements Verdict {}

  /// Marked, but nobody stands out.
  public record Unclear(double logE) implements Verdict {}

  /// Marked, and one holder stands out.
  ///
  /// @param holder who
  /// @param logE that the text is marked at all
  /// @param logEHolder for the holder, before the correction for their number
  /// @param logLead how much more than for the next
  public record Named(String holder, double logE, double logEHolder, double logLead)
      implements Verdict {}

  /// What takes the passages of one leak: of one document, or of one collection that one holder is
  /// asked about.
  public Scorer scorer() {
    return new Scorer(marks, Scorer.STANDARD_ROOM);
  }

  /// Decodes.
  ///
  /// @param scorer of [#scorer], which took the leak
  /// @param holders all who might be named, each once
  public Verdict decode(Scorer scorer, Set<String> holders) {
    double[] logE = marks.stream().mapToDouble(mark -> scorer.tally(mark).logE()).toArray();
    double zeroBit = Logs.logMeanExp(logE);
    if (zeroBit < logBar) {
      return new Unmarked(zeroBit);
    }
    return best(logE, zeroBit, holders);
  }

  private Verdict best(double[] logE, double zeroBit, Set<String> holders) {
    String first = "";
    double most = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (String holder : holders) {
      double his = logE(logE, holder);
      if (his > most) {
        second = most;
        most = his;
        first = holder;
      } else {
        second = Math.max(second, his);
      }
    }
    boolean stands = most - Math.log(Math.max(1, holders.size())) >= logBar;
    boolean leads = most - second >= logBar;
    return stands && leads ? new Named(first, zeroBit, most, most - second) : new Unclear(zeroBit);
  }

  /// Evidence of a holder: over slots, how much more his letter has than its fellows on average.
  /// Under "marked, but for another" letters are exchangeable, so that the ratio to the slot's mean
  /// has a mean of 1; slots are independent.
  private double logE(double[] logE, String holder) {
    double sum = 0;
    double[] slot = new double[book.letters()];
    for (int s = 0; s < book.slots(); s++) {
      System.arraycopy(logE, s * book.letters(), slot, 0, slot.length);
      sum += slot[book.letter(holder, s)] - Logs.logMeanExp(slot);
    }
    return sum;
  }
}
