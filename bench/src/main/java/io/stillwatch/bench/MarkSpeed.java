// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.Profiles;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Million tokens for each second of CPU, so that a busy machine says the same as an idle one,
/// about: the hash alone, and with pairs counted. [MarksBench] says it by the clock. Prints a
/// Markdown table.
public final class MarkSpeed {
  private static final int TOKENS = 4096;
  private static final long SECOND = 1_000_000_000L;

  private MarkSpeed() {}

  public static void main(String[] args) {
    System.out.println("| profile | hash | hash, pairs counted |");
    System.out.println("|---|--:|--:|");
    int[] ids = new SplittableRandom(7).ints(TOKENS + 64, 1, 32_000).toArray();
    for (Profile profile : Profiles.all()) {
      Mark mark = profile.under(Key.decoy(1, 1, profile.keyWords()));
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f |%n",
          profile.name(),
          rate(() -> hash(mark, ids)),
          rate(() -> count(mark, ids)));
    }
  }

  private static double hash(Mark mark, int[] ids) {
    int window = mark.profile().reach().window();
    double sum = 0;
    for (int at = 64; at < ids.length; at++) {
      sum += mark.score(ids, at - window, at);
    }
    return sum;
  }

  private static double count(Mark mark, int[] ids) {
    var scorer = new Scorer(List.of(mark), 2 * TOKENS);
    scorer.add(Passage.of(ids));
    return scorer.tally(mark).once();
  }

  /// The second of two runs of a second of CPU each.
  private static double rate(Runnable work) {
    double rate = 0;
    for (int run = 0; run < 2; run++) {
      long start = cpu();
      long done = 0;
      while (cpu() - start < SECOND) {
        work.run();
        done += TOKENS;
      }
      rate = done * 1e3 / (cpu() - start);
    }
    return rate;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
