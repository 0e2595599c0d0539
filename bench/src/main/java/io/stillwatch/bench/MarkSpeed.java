// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Places;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Million tokens for each second of CPU, so that a busy machine says the same as an idle one,
/// about: the hash alone, and with pairs counted. [MarksBench] says it by the clock. Prints a
/// Markdown table.
///
/// `[--text FOLDER --tokenizer NAME] [--tokens N] [--profile NAME ..]`; without a text, tokens are
/// random, so that no pair and hardly a word occurs twice.
public final class MarkSpeed {
  private static final long SECOND = 1_000_000_000L;
  private static final int WORDS = 32_000;

  private MarkSpeed() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    List<Passage> passages = passages(options);
    System.out.println("| profile | hash | hash, pairs counted |");
    System.out.println("|---|--:|--:|");
    for (Profile profile : profiles(options)) {
      Mark mark = profile.under(Key.decoy(1, 1, profile.keyWords()));
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f |%n",
          profile.name(),
          hashRate(mark, passages),
          countRate(mark, passages));
    }
  }

  static List<Profile> profiles(Options options) {
    List<String> words = options.any("profile");
    return words.isEmpty() ? Profiles.all() : words.stream().map(Profiles::of).toList();
  }

  private static List<Passage> passages(Options options) throws IOException {
    int tokens = options.number("tokens");
    if (options.any("text").isEmpty()) {
      return List.of(Passage.of(new SplittableRandom(7).ints(tokens, 1, WORDS).toArray()));
    }
    List<int[]> documents =
        MarkTexts.read(
            Path.of(options.one("text")), Tokenizer.of(options.one("tokenizer")), MarkTexts.LEAST);
    return MarkTexts.first(documents, tokens, Integer.MAX_VALUE).stream().map(Passage::of).toList();
  }

  /// Million tokens a second of CPU, the score alone.
  static double hashRate(Mark mark, List<Passage> passages) {
    return rate(passages, () -> hash(mark, passages));
  }

  /// The same with pairs counted, as detection does it.
  static double countRate(Mark mark, List<Passage> passages) {
    return rate(passages, () -> count(mark, passages));
  }

  private static double hash(Mark mark, List<Passage> passages) {
    int window = mark.profile().reach().window();
    double[] scores = new double[Places.MOST];
    double sum = 0;
    for (Passage passage : passages) {
      int[] ids = passage.reply();
      var places = new Places(ids);
      for (int at = window; at < ids.length; at++) {
        places.add(at - window, at);
        if (places.size() == Places.MOST || at == ids.length - 1) {
          mark.scores(places, scores);
          sum += scores[places.size() - 1];
          places.clear();
        }
      }
    }
    return sum;
  }

  private static double count(Mark mark, List<Passage> passages) {
    var scorer = new Scorer(List.of(mark), Scorer.STANDARD_ROOM);
    passages.forEach(scorer::add);
    return scorer.tally(mark).once();
  }

  /// The last of three runs of a second of CPU each, or more.
  private static double rate(List<Passage> passages, Runnable work) {
    long tokens = passages.stream().mapToLong(Passage::length).sum();
    double rate = 0;
    for (int run = 0; run < 3; run++) {
      long start = cpu();
      long done = 0;
      while (cpu() - start < SECOND) {
        work.run();
        done += tokens;
      }
      rate = done * 1e3 / (cpu() - start);
    }
    return rate;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
