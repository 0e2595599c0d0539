// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Law;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Pairing;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Reach;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// How often random keys accuse texts that people wrote: over a whole corpus, and over single
/// documents. Beside our test stand the naive ones: every occurrence counted, and pairs counted once in
/// each document, as engines' own detectors do. Prints a Markdown table; a sound test has at most the
/// nominal rate.
///
/// `--text FOLDER --tokenizer NAME --tokens N --keys N --profile NAME [--profile NAME ..]`
public final class MarkCalibration {
  private static final double[] LEVELS = {1e-2, 1e-3, 1e-4};
  private static final int DOCUMENT = 100;
  private static final int LONGEST = 400;
  private static final int DOCUMENT_KEYS = 20;

  private MarkCalibration() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    List<int[]> documents =
        MarkTexts.read(
            Path.of(options.one("text")), Tokenizer.of(options.one("tokenizer")), DOCUMENT);
    System.out.println(
        "| profile | text | keys | test | at 0.01 | at 0.001 | at 0.0001 | mean e |");
    System.out.println("|---|---|--:|---|--:|--:|--:|--:|");
    for (String words : options.all("profile")) {
      Profile profile = Profiles.of(words);
      corpus(words, profile, first(documents, options.number("tokens")), options.number("keys"));
      documents(words, profile, first(documents, options.number("tokens")));
    }
  }

  private static List<int[]> first(List<int[]> documents, int tokens) {
    List<int[]> some = new ArrayList<>();
    int sum = 0;
    for (int[] document : documents) {
      if (sum < tokens) {
        int[] cut = java.util.Arrays.copyOf(document, Math.min(LONGEST, document.length));
        some.add(cut);
        sum += cut.length;
      }
    }
    return some;
  }

  private static void corpus(String name, Profile profile, List<int[]> documents, int keys) {
    var naive = new Rates();
    var each = new Rates();
    var once = new Rates();
    var weighted = new Rates();
    List<Pair> pairs = pairs(profile, documents);
    List<Passage> passages = documents.stream().map(Passage::of).toList();
    IntStream.range(0, keys)
        .parallel()
        .forEach(
            n -> {
              Mark mark = profile.under(Key.decoy(77, n, profile.keyWords()));
              Sums sums = sums(mark, pairs);
              naive.add(profile.law().logTail(sums.all, sums.allCount), Double.NaN);
              each.add(profile.law().logTail(sums.document, sums.documentCount), Double.NaN);
              Tally tally =
                  mark.pairing() == Pairing.TOKENS ? sums.tally(profile.law()) : tally(mark, passages);
              once.add(tally.logP(), tally.logE());
              weighted.add(tally.logPWeightedBound(), tally.logEWeighted());
            });
    String text = "corpus, %,d pairs".formatted(pairs.size());
    row(name, text, "every occurrence", naive);
    row(name, text, "once a document", each);
    row(name, text, "once", once);
    row(name, text, "weights, bound", weighted);
  }

  private static void documents(String name, Profile profile, List<int[]> documents) {
    var naive = new Rates();
    var once = new Rates();
    IntStream.range(0, documents.size())
        .parallel()
        .forEach(
            d -> {
              int[] ids = documents.get(d);
              List<Pair> pairs = pairs(profile, List.of(ids));
              for (int k = 0; k < DOCUMENT_KEYS; k++) {
                Mark mark =
                    profile.under(Key.decoy(78, d * DOCUMENT_KEYS + k, profile.keyWords()));
                Sums sums = sums(mark, pairs);
                naive.add(profile.law().logTail(sums.all, sums.allCount), Double.NaN);
                Tally tally =
                    mark.pairing() == Pairing.TOKENS
                        ? sums.tally(profile.law())
                        : tally(mark, List.of(Passage.of(ids)));
                once.add(tally.logP(), tally.logE());
              }
            });
    String text = "%,d documents".formatted(documents.size());
    row(name, text, "every occurrence", naive);
    row(name, text, "once", once);
  }

  private static Tally tally(Mark mark, List<Passage> passages) {
    var scorer = new Scorer(List.of(mark), 1 << 22);
    passages.forEach(scorer::add);
    return scorer.tally(mark);
  }

  private static void row(String name, String text, String test, Rates rates) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,d | %s | %.4f | %.5f | %.5f | %s |%n",
        name,
        text,
        rates.runs,
        test,
        rates.rate(0),
        rates.rate(1),
        rates.rate(2),
        Double.isNaN(rates.meanE()) ? "" : "%.2f".formatted(rates.meanE()));
  }

  /// Distinct pairs by their tokens, with how often they occur, and in how many documents.
  private static List<Pair> pairs(Profile profile, List<int[]> documents) {
    Reach reach = profile.reach();
    Map<List<Integer>, Pair> pairs = new HashMap<>();
    for (int d = 0; d < documents.size(); d++) {
      int[] ids = documents.get(d);
      for (int at = reach.start() == Reach.Start.PADDED ? 0 : reach.window(); at < ids.length; at++) {
        int[] slice = java.util.Arrays.copyOfRange(ids, Math.max(0, at - reach.window()), at + 1);
        pairs
            .computeIfAbsent(IntStream.of(slice).boxed().toList(), _ -> new Pair(slice))
            .occurs(d);
      }
    }
    return List.copyOf(pairs.values());
  }

  private static Sums sums(Mark mark, List<Pair> pairs) {
    var sums = new Sums();
    for (Pair pair : pairs) {
      sums.add(pair, mark.score(pair.tokens, 0, pair.tokens.length - 1));
    }
    return sums;
  }

  private static final class Pair {
    private final int[] tokens;
    private int count;
    private int documents;
    private int last = -1;

    Pair(int[] tokens) {
      this.tokens = tokens;
    }

    void occurs(int document) {
      count++;
      documents += document == last ? 0 : 1;
      last = document;
    }
  }

  private static final class Sums {
    private double all;
    private long allCount;
    private double document;
    private long documentCount;
    private double once;
    private double weighted;
    private final Long[] weights = {0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L};

    void add(Pair pair, double score) {
      int weight = Math.min(8, pair.count);
      all += pair.count * score;
      allCount += pair.count;
      document += pair.documents * score;
      documentCount += pair.documents;
      once += score;
      weighted += weight * score;
      weights[weight - 1]++;
    }

    Tally tally(Law law) {
      return new Tally(
          law, allCount, 0, new io.stillwatch.marks.Weights(List.of(weights)), once, weighted);
    }
  }

  private static final class Rates {
    private final long[] below = new long[LEVELS.length];
    private long runs;
    private double sumE;

    synchronized void add(double logP, double logE) {
      runs++;
      sumE += Math.exp(logE);
      for (int i = 0; i < LEVELS.length; i++) {
        below[i] += logP <= Math.log(LEVELS[i]) ? 1 : 0;
      }
    }

    double rate(int level) {
      return (double) below[level] / runs;
    }

    double meanE() {
      return sumE / runs;
    }
  }
}
