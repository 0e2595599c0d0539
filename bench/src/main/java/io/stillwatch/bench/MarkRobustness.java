// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.Step;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How much of a mark survives edits: the share of marked texts found at p <= 1e-4, by length. Text
/// is drawn from a bigram model of what people wrote, smoothed with its word frequencies, so that
/// it has choices like text and no meaning. Prints a Markdown table.
///
/// `--text FOLDER --tokenizer NAME --tokens N --profile NAME [--profile NAME ..]`
public final class MarkRobustness {
  private static final int TEXTS = 60;
  private static final int[] LENGTHS = {100, 200, 400, 800};
  private static final double LEVEL = Math.log(1e-4);

  private MarkRobustness() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    List<int[]> documents =
        MarkTexts.read(Path.of(options.one("text")), Tokenizer.of(options.one("tokenizer")), 100);
    var model = new Bigrams(documents, options.number("tokens"));
    System.out.printf("%,d words, %.2f bits a token%n%n", model.size(), model.bits());
    System.out.println("| profile | what was done | " + lengths() + " |");
    System.out.println("|---|---|" + "--:|".repeat(LENGTHS.length));
    for (String words : options.all("profile")) {
      Profile profile = Profiles.of(words);
      Mark mark = profile.under(Key.decoy(5, 5, profile.keyWords()));
      Map<Integer, List<int[]>> drafts = new LinkedHashMap<>();
      for (int length : LENGTHS) {
        drafts.put(
            length,
            IntStream.range(0, TEXTS)
                .parallel()
                .mapToObj(i -> draft(mark, model, length, i))
                .toList());
      }
      edits(model).forEach((name, edit) -> row(words, name, mark, drafts, edit));
    }
  }

  private static String lengths() {
    return String.join(" | ", IntStream.of(LENGTHS).mapToObj(n -> n + " tokens").toList());
  }

  private static void row(
      String words,
      String name,
      Mark mark,
      Map<Integer, List<int[]>> drafts,
      Function<Draft, int[]> edit) {
    var line = new StringBuilder("| %s | %s |".formatted(words, name));
    for (List<int[]> texts : drafts.values()) {
      long found =
          IntStream.range(0, TEXTS)
              .parallel()
              .mapToObj(i -> new Draft(texts.get(i), new SplittableRandom(2000 + i)))
              .filter(draft -> p(mark, edit.apply(draft)) <= LEVEL)
              .count();
      line.append(String.format(Locale.ROOT, " %.2f |", (double) found / TEXTS));
    }
    System.out.println(line);
  }

  private static int[] draft(Mark mark, Bigrams model, int length, int seed) {
    var random = new SplittableRandom(1000 + seed);
    var text = new MarkedText(mark, new int[0], random);
    int last = model.any(random);
    text.add(last);
    for (int i = 1; i < length; i++) {
      last = text.next(model.after(last));
    }
    return text.reply();
  }

  private static double p(Mark mark, int[] ids) {
    var scorer = new Scorer(List.of(mark), 1 << 14);
    scorer.add(Passage.of(ids));
    return scorer.tally(mark).logP();
  }

  /// A marked text, and the chance of those who edit it.
  private static final class Draft {
    private final int[] ids;
    private final SplittableRandom random;

    Draft(int[] ids, SplittableRandom random) {
      this.ids = ids;
      this.random = random;
    }
  }

  private static Map<String, Function<Draft, int[]>> edits(Bigrams model) {
    Map<String, Function<Draft, int[]>> edits = new LinkedHashMap<>();
    edits.put("nothing", d -> d.ids);
    for (int percent : new int[] {10, 30, 50}) {
      edits.put(percent + " % of tokens replaced by any", d -> replaced(d, percent, model, false));
    }
    for (int percent : new int[] {10, 30}) {
      edits.put(
          percent + " % replaced by what fits the place", d -> replaced(d, percent, model, true));
    }
    for (int percent : new int[] {30, 60}) {
      edits.put(percent + " % of all words have a synonym", d -> synonyms(d, percent, model));
    }
    edits.put("rewritten: clauses of 8 moved, 25 % replaced, 10 % dropped", d -> rewritten(d, model));
    edits.put("20 % of tokens dropped", d -> dropped(d, 20));
    edits.put("pieces of 12 tokens reordered", d -> reordered(d, 12));
    edits.put("pieces of 4 tokens reordered", d -> reordered(d, 4));
    for (int percent : new int[] {50, 25, 10}) {
      edits.put(percent + " % of the text, the rest another's", d -> diluted(d, percent, model));
    }
    edits.put("every other 20 tokens another's", d -> mixed(d, 20, model));
    return edits;
  }

  private static int[] replaced(Draft draft, int percent, Bigrams model, boolean fitting) {
    int[] ids = draft.ids.clone();
    for (int i = 1; i < ids.length; i++) {
      if (draft.random.nextInt(100) < percent) {
        ids[i] = fitting ? model.next(ids[i - 1], draft.random) : model.any(draft.random);
      }
    }
    return ids;
  }

  /// The same word is always replaced by the same other, as a thesaurus does it.
  private static int[] synonyms(Draft draft, int percent, Bigrams model) {
    return IntStream.of(draft.ids)
        .map(id -> Math.floorMod(id * 0x9E3779B9, 100) < percent ? (id + 1) % model.size() : id)
        .toArray();
  }

  private static int[] rewritten(Draft draft, Bigrams model) {
    var moved = new Draft(reordered(draft, 8), draft.random);
    return dropped(new Draft(replaced(moved, 25, model, true), draft.random), 10);
  }

  private static int[] dropped(Draft draft, int percent) {
    return IntStream.of(draft.ids).filter(_ -> draft.random.nextInt(100) >= percent).toArray();
  }

  private static int[] reordered(Draft draft, int piece) {
    int pieces = (draft.ids.length + piece - 1) / piece;
    List<Integer> order = new java.util.ArrayList<>(IntStream.range(0, pieces).boxed().toList());
    java.util.Collections.shuffle(order, new java.util.Random(draft.random.nextLong()));
    return order.stream()
        .flatMapToInt(
            k -> Arrays.stream(draft.ids, k * piece, Math.min(draft.ids.length, (k + 1) * piece)))
        .toArray();
  }

  /// The marked part stays in one piece.
  private static int[] diluted(Draft draft, int percent, Bigrams model) {
    int keep = draft.ids.length * percent / 100;
    int[] foreign = model.text(draft.ids.length, draft.random);
    System.arraycopy(draft.ids, 0, foreign, (foreign.length - keep) / 2, keep);
    return foreign;
  }

  private static int[] mixed(Draft draft, int piece, Bigrams model) {
    int[] foreign = model.text(draft.ids.length, draft.random);
    for (int i = 0; i < foreign.length; i++) {
      foreign[i] = i / piece % 2 == 0 ? draft.ids[i] : foreign[i];
    }
    return foreign;
  }

  /// A bigram model over the tokens of a corpus, renumbered from 0 by their first place.
  private static final class Bigrams {
    private static final double SMOOTH = 0.1;

    private final int[] words;
    private final Map<Integer, int[]> followers = new LinkedHashMap<>();
    private final double[] frequencies;

    Bigrams(List<int[]> documents, int tokens) {
      Map<Integer, Integer> names = new LinkedHashMap<>();
      words =
          documents.stream()
              .flatMapToInt(Arrays::stream)
              .limit(tokens)
              .map(id -> names.computeIfAbsent(id, _ -> names.size()))
              .toArray();
      frequencies = new double[names.size()];
      Map<Integer, List<Integer>> lists = new LinkedHashMap<>();
      for (int i = 0; i + 1 < words.length; i++) {
        lists.computeIfAbsent(words[i], _ -> new java.util.ArrayList<>()).add(words[i + 1]);
        frequencies[words[i]] += 1.0 / words.length;
      }
      lists.forEach((w, list) -> followers.put(w, list.stream().mapToInt(x -> x).toArray()));
    }

    int size() {
      return frequencies.length;
    }

    double[] after(int last) {
      double[] p = new double[frequencies.length];
      int[] next = followers.getOrDefault(last, words);
      for (int i = 0; i < p.length; i++) {
        p[i] = SMOOTH * frequencies[i];
      }
      for (int w : next) {
        p[w] += (1 - SMOOTH) / next.length;
      }
      return p;
    }

    int any(SplittableRandom random) {
      return words[random.nextInt(words.length)];
    }

    int next(int last, SplittableRandom random) {
      return Step.plain(after(last), random);
    }

    int[] text(int length, SplittableRandom random) {
      int[] text = new int[length];
      text[0] = any(random);
      for (int i = 1; i < length; i++) {
        text[i] = next(text[i - 1], random);
      }
      return text;
    }

    /// The mean entropy of the next token.
    double bits() {
      var random = new SplittableRandom(1);
      return IntStream.range(0, 300)
          .mapToDouble(
              _ ->
                  Arrays.stream(after(any(random)))
                      .filter(p -> p > 0)
                      .map(p -> -p * Math.log(p) / Math.log(2))
                      .sum())
          .average()
          .orElse(0);
    }
  }
}
