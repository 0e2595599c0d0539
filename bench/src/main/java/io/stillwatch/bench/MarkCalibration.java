// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Tails;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.stats.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How often random keys accuse texts that people wrote: over a whole corpus, and over single
/// documents. Beside our test stand the naive ones: every occurrence counted, and pairs counted
/// once in each document, as engines' own detectors do. A sound test has at most the nominal rate;
/// bold is what exceeds it by more than chance does once in a hundred times. Prints a Markdown
/// table for the corpus, then one for documents.
///
/// `--text FOLDER --tokenizer NAME --tokens N --keys N --profile NAME [--profile NAME ..]`
public final class MarkCalibration {
  private static final double[] LEVELS = {1e-2, 1e-3, 1e-4};
  private static final int LONGEST = 400;
  private static final int DOCUMENT_KEYS = 20;
  private static final double BEYOND_CHANCE = Math.log(0.01);

  private MarkCalibration() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    List<int[]> documents =
        MarkTexts.first(
            MarkTexts.read(
                Path.of(options.one("text")),
                Tokenizer.of(options.one("tokenizer")),
                MarkTexts.LEAST),
            options.number("tokens"),
            LONGEST);
    System.out.println(
        "| profile | pairs | every occurrence, at 0.0001 | once a document, at 0.0001 | once, at 0.01 | 0.001 | 0.0001"
            + " | weights, at 0.01 | E at least 100 | 1,000 |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    List<String> single = new ArrayList<>();
    for (String words : options.all("profile")) {
      Profile profile = Profiles.of(words);
      corpus(words, profile, documents, options.number("keys"));
      single.add(documents(words, profile, documents));
    }
    System.out.printf(
        Locale.ROOT,
        "%n%,d keys a corpus; %,d documents, %d keys each:%n%n",
        options.number("keys"),
        documents.size(),
        DOCUMENT_KEYS);
    System.out.println(
        "| profile | every occurrence, at 0.0001 | once, at 0.01 | 0.001 | 0.0001 |");
    System.out.println("|---|--:|--:|--:|--:|");
    single.forEach(System.out::println);
  }

  private static void corpus(String name, Profile profile, List<int[]> documents, int keys) {
    var every = new Rates();
    var each = new Rates();
    var once = new Rates();
    var weighted = new Rates();
    var bets = new Rates();
    var pairs = new MarkPairs(profile.reach(), documents);
    IntStream.range(0, keys)
        .parallel()
        .forEach(
            n -> {
              MarkPairs.Sums sums =
                  pairs.under(profile.under(Key.decoy(77, n, profile.keyWords())));
              every.add(sums.everyOccurrence());
              each.add(sums.onceADocument());
              once.add(sums.ours().logP());
              weighted.add(sums.ours().logPWeightedBound());
              bets.add(-Logs.logMeanExp(sums.ours().logE(), sums.ours().logEWeighted()));
            });
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s | %s | %s | %s | %s | %s |%n",
        name,
        pairs.size(),
        every.rate(2),
        each.rate(2),
        once.rate(0),
        once.rate(1),
        once.rate(2),
        weighted.rate(0),
        bets.rate(0),
        bets.rate(1));
  }

  private static String documents(String name, Profile profile, List<int[]> documents) {
    var every = new Rates();
    var once = new Rates();
    IntStream.range(0, documents.size())
        .parallel()
        .forEach(
            d -> {
              var pairs = new MarkPairs(profile.reach(), List.of(documents.get(d)));
              for (int k = 0; k < DOCUMENT_KEYS; k++) {
                Key key = Key.decoy(78, d * DOCUMENT_KEYS + k, profile.keyWords());
                MarkPairs.Sums sums = pairs.under(profile.under(key));
                every.add(sums.everyOccurrence());
                once.add(sums.ours().logP());
              }
            });
    return "| %s | %s | %s | %s | %s |"
        .formatted(name, every.rate(2), once.rate(0), once.rate(1), once.rate(2));
  }

  /// How many of some logarithms of p-values are at or below each level.
  private static final class Rates {
    private final long[] below = new long[LEVELS.length];
    private long runs;

    synchronized void add(double logP) {
      runs++;
      for (int i = 0; i < LEVELS.length; i++) {
        below[i] += logP <= Math.log(LEVELS[i]) ? 1 : 0;
      }
    }

    String rate(int level) {
      String rate =
          String.format(
              Locale.ROOT, "%." + Math.min(5, level + 4) + "f", (double) below[level] / runs);
      return Tails.binomial(below[level], runs, LEVELS[level]) < BEYOND_CHANCE
          ? "**" + rate + "**"
          : rate;
    }
  }
}
