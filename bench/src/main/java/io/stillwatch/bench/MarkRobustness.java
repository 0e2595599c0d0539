// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How much of a mark survives edits, as text of an [NGrams] model. Prints a Markdown table: for
/// each edit and profile the length, before the edit, from which at least nine of ten texts are
/// found at p <= 1e-4; where 800 tokens are too few, the share of those that are found. Then the
/// shares at every length.
///
/// `--text FOLDER --tokenizer NAME --tokens N --order N --temperature T --profile NAME [--profile
/// NAME ..]`
public final class MarkRobustness {
  private static final int TEXTS = 60;
  private static final int[] LENGTHS = {25, 50, 100, 200, 400, 800};
  private static final int LONGEST = LENGTHS[LENGTHS.length - 1];
  private static final double LEVEL = Math.log(1e-4);
  private static final double MOST = 0.9;

  private MarkRobustness() {}

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    var model =
        new NGrams(
            MarkTexts.read(
                Path.of(options.one("text")),
                Tokenizer.of(options.one("tokenizer")),
                MarkTexts.LEAST),
            options.number("tokens"),
            options.number("order"),
            Double.parseDouble(options.one("temperature")));
    System.out.printf(
        Locale.ROOT,
        "Order %s, temperature %s: %,d words, %.2f bits a token.%n%n",
        options.one("order"),
        options.one("temperature"),
        model.size(),
        model.bits());
    List<String> profiles = options.all("profile");
    Map<String, List<double[]>> rows = new LinkedHashMap<>();
    for (String words : profiles) {
      for (var row : found(words, model).entrySet()) {
        rows.computeIfAbsent(row.getKey(), _ -> new ArrayList<>()).add(row.getValue());
      }
    }
    System.out.println("| what was done | " + String.join(" | ", profiles) + " |");
    System.out.println("|---|" + "--:|".repeat(profiles.size()));
    rows.forEach((edit, cells) -> System.out.println(line(edit, cells, MarkRobustness::needed)));
    System.out.println("\nShares at " + Arrays.toString(LENGTHS) + " tokens:\n");
    rows.forEach((edit, cells) -> System.out.println(line(edit, cells, MarkRobustness::shares)));
  }

  private static String line(
      String edit, List<double[]> cells, java.util.function.Function<double[], String> cell) {
    return "| " + edit + " | " + String.join(" | ", cells.stream().map(cell).toList()) + " |";
  }

  /// From the longest down, as long as enough are found.
  private static String needed(double[] shares) {
    int i = shares.length;
    while (i > 0 && shares[i - 1] >= MOST) {
      i--;
    }
    return i == shares.length ? "(%.2f)".formatted(shares[i - 1]) : String.valueOf(LENGTHS[i]);
  }

  private static String shares(double[] shares) {
    return String.join(" ", Arrays.stream(shares).mapToObj("%.2f"::formatted).toList());
  }

  /// The share found at each length, by edit.
  private static Map<String, double[]> found(String words, NGrams model) {
    var profile = Profiles.of(words);
    Mark mark = profile.under(Key.decoy(5, 5, profile.keyWords()));
    List<int[]> texts =
        IntStream.range(0, TEXTS).parallel().mapToObj(i -> marked(mark, model, i)).toList();
    Map<String, double[]> found = new LinkedHashMap<>();
    Edits.all(model)
        .forEach(
            (name, edit) ->
                found.put(
                    name,
                    IntStream.of(LENGTHS).mapToDouble(n -> share(mark, texts, n, edit)).toArray()));
    return found;
  }

  private static double share(Mark mark, List<int[]> texts, int length, Edits.Edit edit) {
    return IntStream.range(0, TEXTS)
        .parallel()
        .mapToObj(i -> edit.of(Arrays.copyOf(texts.get(i), length), new SplittableRandom(2000 + i)))
        .mapToInt(ids -> p(mark, ids) <= LEVEL ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static int[] marked(Mark mark, NGrams model, int seed) {
    var random = new SplittableRandom(1000 + seed);
    var text = new MarkedText(mark, new int[0], random);
    int before = model.any(random);
    int last = model.any(random);
    for (int i = 0; i < LONGEST; i++) {
      int next = text.next(model.after(before, last));
      before = last;
      last = next;
    }
    return text.reply();
  }

  private static double p(Mark mark, int[] ids) {
    var scorer = new Scorer(List.of(mark), 1 << 14);
    scorer.add(Passage.of(ids));
    return scorer.tally(mark).logP();
  }
}
