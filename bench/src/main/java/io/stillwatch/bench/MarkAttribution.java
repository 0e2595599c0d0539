// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How often tracing names somebody who did not leak, among 25,000 holders: for texts of people,
/// for leaks of somebody who is not on the list, of one who is, diluted, and of two. Each run has a
/// codebook of its own. Prints a Markdown table with exact intervals (Clopper and Pearson, 95 %).
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
    System.out.println(
        "| leak | runs | unmarked | nobody stands out | named right | named wrong | wrong, 95 % |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|");
    row("texts of people", runs, run -> new Leak(people(documents, run, REPLIES), Set.of()));
    row(
        "of somebody not on the list",
        runs,
        run -> new Leak(marked(run, "else", REPLIES), Set.of()));
    row(
        "of a holder on the list",
        runs,
        run -> new Leak(marked(run, "h-" + run, REPLIES), his(run)));
    row(
        "of a holder, twice as much of people",
        runs,
        run -> new Leak(diluted(documents, run), his(run)));
    row("of two holders, as much of each", runs, MarkAttribution::mixed);
  }

  /// @param holders whose it is
  private record Leak(List<Passage> passages, Set<String> holders) {}

  private static Set<String> his(int run) {
    return Set.of("h-" + run);
  }

  private static List<Passage> diluted(List<int[]> documents, int run) {
    List<Passage> leak = new ArrayList<>(marked(run, "h-" + run, REPLIES));
    leak.addAll(people(documents, run, 2 * REPLIES));
    return leak;
  }

  private static Leak mixed(int run) {
    String other = "h-" + (run + HOLDERS / 2);
    List<Passage> leak = new ArrayList<>(marked(run, "h-" + run, REPLIES));
    leak.addAll(marked(run, other, REPLIES));
    return new Leak(leak, Set.of("h-" + run, other));
  }

  private static Profile profile() {
    return Profiles.of("sglang-gumbel");
  }

  private static Codebook book(int run) {
    return new Codebook(24, 8, Key.decoy(4, run, 4), profile().keyWords());
  }

  private static void row(String name, int runs, IntFunction<Leak> leak) {
    Set<String> holders =
        IntStream.range(0, HOLDERS).mapToObj(i -> "h-" + i).collect(Collectors.toSet());
    int unmarked = 0;
    int unclear = 0;
    int right = 0;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      Leak one = leak.apply(run);
      Tracing tracing = new Tracing(book(run), profile(), LEVEL);
      Scorer scorer = tracing.scorer();
      one.passages().forEach(scorer::add);
      switch (tracing.decode(scorer, holders)) {
        case Tracing.Unmarked _ -> unmarked++;
        case Tracing.Unclear _ -> unclear++;
        case Tracing.Named named when one.holders().contains(named.holder()) -> right++;
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

  private static List<Passage> people(List<int[]> documents, int run, int replies) {
    var random = new SplittableRandom(run);
    List<Passage> leak = new ArrayList<>();
    for (int i = 0; i < replies; i++) {
      int[] document = documents.get(random.nextInt(documents.size()));
      leak.add(Passage.of(java.util.Arrays.copyOf(document, LENGTH)));
    }
    return leak;
  }

  private static List<Passage> marked(int run, String holder, int replies) {
    Codebook book = book(run);
    List<Passage> leak = new ArrayList<>();
    for (int i = 0; i < replies; i++) {
      var random = new SplittableRandom(run * 1000L + i + 7919L * holder.hashCode());
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
