// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.scan.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A tokenizer of words and marks in lower case, with a vocabulary of its own: the laboratory's. Id
/// 0 stands for whatever is not in the vocabulary.
public final class WordTokens implements Tokenizer {
  private static final Pattern PIECE =
      Pattern.compile("\\p{L}+(?:['’]\\p{L}+)?|\\d+|[^\\s\\p{L}\\d]");
  private static final String UNKNOWN = "…";

  private final List<String> words;
  private final Map<String, Integer> numbers = new HashMap<>();

  /// @param vocabulary words of the ids 1, 2, ..
  public WordTokens(List<String> vocabulary) {
    var all = new ArrayList<String>();
    all.add(UNKNOWN);
    all.addAll(vocabulary);
    words = List.copyOf(all);
    for (int i = 1; i < words.size(); i++) {
      numbers.put(words.get(i), i);
    }
  }

  /// The most frequent words of a text.
  public static WordTokens of(String text, int most) {
    var counts = new HashMap<String, Integer>();
    pieces(text).forEach(piece -> counts.merge(piece, 1, Integer::sum));
    return new WordTokens(
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static List<String> pieces(String text) {
    return PIECE.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  @Override
  public int[] encode(String text) {
    return ids(text);
  }

  @Override
  public String decode(int[] ids) {
    return text(ids);
  }

  /// The ids of a text.
  public int[] ids(String text) {
    return pieces(text).stream().mapToInt(piece -> numbers.getOrDefault(piece, 0)).toArray();
  }

  /// The text of ids, such that [#ids] gives them back.
  public String text(int[] ids) {
    var text = new StringBuilder();
    for (int id : ids) {
      text.append(text.isEmpty() ? "" : " ").append(words.get(id));
    }
    return text.toString();
  }

  /// The words of the ids 1, 2, ..
  public List<String> vocabulary() {
    return words.subList(1, words.size());
  }

  /// One more than the largest id.
  public int size() {
    return words.size();
  }
}
