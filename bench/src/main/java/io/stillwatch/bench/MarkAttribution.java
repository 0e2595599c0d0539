// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.trace.Codebook;
import io.stillwatch.marks.trace.Tracing;
import io.stillwatch.stats.Beta;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// How often tracing names somebody who did not leak, among 25,000 holders: for texts of people, for
/// leaks of somebody who is not on the list, and for leaks of one who is. Each run has a codebook of
/// its own. Prints a Markdown table with exact intervals (Clopper and Pearson, 95 %).
///
/// `--text FOLDER --tokenizer NAME --runs N`
public final class MarkAttribution {
  private static final int HOLDERS = 25_000;
  private static final int REPLIES = 24;
  private static final int LENGTH = 120;
  private static final double LEVEL = 1e-3;

  private MarkAttribution() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    List<int[]> documents =
        MarkTexts.read(
            Path.of(options.one("text")), Tokenizer.of(options.one("tokenizer")), LENGTH);
    int runs = options.number("runs");
    System.out.println("| leak | runs | unmarked | nobody stands out | named right | named wrong | wrong, 95 % |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|");
    row("texts of people", runs, run -> new Leak(people(documents, run), ""));
    row("of somebody not on the list", runs, run -> new Leak(marked(run, "else-" + run), ""));
    row("of a holder on the list", runs, run -> new Leak(marked(run, "h-" + run), "h-" + run));
  }

  private record Leak(List<Passage> passages, String holder) {}

  private static Profile profile() {
    return Profiles.of("sglang-gumbel");
  }

  private static Codebook book(int run) {
    return new Codebook(24, 8, Key.decoy(4, run, 4), profile().keyWords());
  }

  private static void row(String name, int runs, IntFunction<Leak> leak) {
    List<String> holders = IntStream.range(0, HOLDERS).mapToObj(i -> "h-" + i).toList();
    int unmarked = 0;
    int unclear = 0;
    int right = 0;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      Leak one = leak.apply(run);
      switch (new Tracing(book(run), profile(), LEVEL).decode(one.passages(), holders)) {
        case Tracing.Unmarked _ -> unmarked++;
        case Tracing.Unclear _ -> unclear++;
        case Tracing.Named named when named.holder().equals(one.holder()) -> right++;
        case Tracing.Named _ -> wrong++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d | %,d | %.4f to %.4f |%n",
        name,
        runs,
        unmarked,
        unclear,
        right,
        wrong,
        wrong == 0 ? 0 : Beta.quantile(0.025, wrong, runs - wrong + 1.0),
        wrong == runs ? 1 : Beta.quantile(0.975, wrong + 1.0, runs - wrong));
  }

  private static List<Passage> people(List<int[]> documents, int run) {
    var random = new SplittableRandom(run);
    List<Passage> leak = new ArrayList<>();
    for (int i = 0; i < REPLIES; i++) {
      int[] document = documents.get(random.nextInt(documents.size()));
      leak.add(Passage.of(java.util.Arrays.copyOf(document, LENGTH)));
    }
    return leak;
  }

  private static List<Passage> marked(int run, String holder) {
    Codebook book = book(run);
    List<Passage> leak = new ArrayList<>();
    for (int i = 0; i < REPLIES; i++) {
      var random = new SplittableRandom(run * 1000L + i);
      var mark = profile().under(book.keyFor(holder, "request " + i));
      var text = new MarkedText(mark, new int[0], random);
      for (int at = 0; at < LENGTH; at++) {
        double[] p = new double[300];
        for (int choice = 0; choice < 10; choice++) {
          p[random.nextInt(300)] += 0.1;
        }
        text.next(p);
      }
      leak.add(Passage.of(text.reply()));
    }
    return leak;
  }
}
