// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What somebody may do to a marked text before it is looked at.
final class Edits {
  /// An edit: a text and chance in, the edited text out.
  @FunctionalInterface
  interface Edit {
    int[] of(int[] ids, SplittableRandom random);
  }

  private final NGrams model;

  private Edits(NGrams model) {
    this.model = model;
  }

  /// All edits by what they do, in the order of the table.
  static Map<String, Edit> all(NGrams model) {
    var edits = new Edits(model);
    Map<String, Edit> all = new LinkedHashMap<>();
    all.put("nothing", (ids, _) -> ids);
    for (int percent : new int[] {10, 30, 50}) {
      all.put(
          percent + " % of tokens replaced by any",
          (ids, r) -> edits.replaced(ids, percent, r, false));
    }
    all.put("30 % replaced by what fits the place", (ids, r) -> edits.replaced(ids, 30, r, true));
    for (int percent : new int[] {10, 30, 60}) {
      all.put(percent + " % of the text are synonyms", (ids, r) -> edits.synonyms(ids, percent, r));
    }
    all.put("rewritten", edits::rewritten);
    all.put("20 % of tokens dropped", (ids, r) -> dropped(ids, 20, r));
    all.put("pieces of 12 tokens reordered", (ids, r) -> reordered(ids, 12, r));
    all.put("pieces of 4 tokens reordered", (ids, r) -> reordered(ids, 4, r));
    all.put(
        "the first half cut off", (ids, _) -> Arrays.copyOfRange(ids, ids.length / 2, ids.length));
    for (int percent : new int[] {50, 25, 10}) {
      all.put(
          percent + " % of the text, the rest a person's",
          (ids, r) -> edits.diluted(ids, percent, r));
    }
    all.put("every other 20 tokens a person's", (ids, r) -> edits.mixed(ids, 20, r));
    return all;
  }

  private int[] replaced(int[] text, int percent, SplittableRandom random, boolean fitting) {
    int[] ids = text.clone();
    for (int i = 1; i < ids.length; i++) {
      if (random.nextInt(100) < percent) {
        ids[i] = fitting ? model.fitting(ids, i, random) : model.any(random);
      }
    }
    return ids;
  }

  /// The same word is always replaced by the same other, as a thesaurus does it. Words are chosen
  /// for each text, until they make up the share of what the model writes.
  private int[] synonyms(int[] text, int percent, SplittableRandom random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, model.size()).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    int[] synonym = IntStream.range(0, model.size()).toArray();
    double share = 0;
    for (int word : order) {
      if (share + model.frequency(word) <= percent / 100.0) {
        share += model.frequency(word);
        synonym[word] = random.nextInt(model.size());
      }
    }
    return IntStream.of(text).map(word -> synonym[word]).toArray();
  }

  /// A stand-in for paraphrase: clauses of 8 tokens move, a quarter is put in other words that fit,
  /// a tenth goes.
  private int[] rewritten(int[] ids, SplittableRandom random) {
    return dropped(replaced(reordered(ids, 8, random), 25, random, true), 10, random);
  }

  private static int[] dropped(int[] ids, int percent, SplittableRandom random) {
    return IntStream.of(ids).filter(_ -> random.nextInt(100) >= percent).toArray();
  }

  private static int[] reordered(int[] ids, int piece, SplittableRandom random) {
    int pieces = (ids.length + piece - 1) / piece;
    List<Integer> order = new ArrayList<>(IntStream.range(0, pieces).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    return order.stream()
        .flatMapToInt(k -> Arrays.stream(ids, k * piece, Math.min(ids.length, (k + 1) * piece)))
        .toArray();
  }

  /// The marked part stays in one piece.
  private int[] diluted(int[] ids, int percent, SplittableRandom random) {
    int keep = ids.length * percent / 100;
    int[] foreign = model.written(ids.length, random);
    System.arraycopy(ids, 0, foreign, (foreign.length - keep) / 2, keep);
    return foreign;
  }

  private int[] mixed(int[] ids, int piece, SplittableRandom random) {
    int[] foreign = model.written(ids.length, random);
    for (int i = 0; i < foreign.length; i++) {
      foreign[i] = i / piece % 2 == 0 ? ids[i] : foreign[i];
    }
    return foreign;
  }
}
