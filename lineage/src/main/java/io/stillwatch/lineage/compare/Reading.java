// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What of the answer to a [Probe] counts. Where the answer has nothing of the kind the category is
/// `-`, which is a habit too.
public enum Reading {
  /// The first number.
  NUMBER,
  /// A word or name: what is in bold, else an answer of three words at most, else the last word of
  /// the first sentence.
  WORD,
  /// The option that is named first.
  CHOICE,
  /// How many items the list has; by fives above ten.
  COUNT,
  /// The language that the first block of code is said to be in.
  FENCE,
  /// How the first line that is set in is set in.
  INDENT,
  /// The first two words.
  OPENING,
  /// The first three words of a last sentence that asks or offers something.
  CLOSING,
  /// How many hedges there are, up to four.
  HEDGES;

  private static final String NONE = "-";
  private static final int LONGEST = 40;
  private static final Pattern DIGITS = Pattern.compile("-?\\d{1,12}(?:[.,]\\d{1,12})*");
  private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]{1,40})\\*\\*");
  private static final Pattern ITEM = Pattern.compile("(?m)^\\s*(?:[-*•]|\\d{1,3}[.)])\\s+\\S");
  private static final Pattern CODE = Pattern.compile("```([A-Za-z+#]*)");
  private static final Pattern SET_IN = Pattern.compile("(?m)^(\\t| {1,8})\\S");
  private static final Pattern HEDGE =
      Pattern.compile(
          "\\b(?:depends?|may|might|generally|typically|often|usually|however|perhaps|personal)\\b");
  private static final Pattern OFFER =
      Pattern.compile(".*\\?|(?:let me know|feel free|if you|enjoy|happy|i can|would you).*");

  static Reading named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a probe reads one of "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)
                        + ", not "
                        + name.toLowerCase(Locale.ROOT)));
  }

  String of(String answer, List<String> options) {
    String text = answer.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    String read =
        switch (this) {
          case NUMBER -> group(DIGITS.matcher(text), 0);
          case WORD -> word(text);
          case CHOICE -> choice(text, options);
          case COUNT -> count(text);
          case FENCE -> group(CODE.matcher(text), 1);
          case INDENT -> indent(answer);
          case OPENING -> first(Words.of(text), 2);
          case CLOSING -> closing(text);
          case HEDGES -> Long.toString(Math.min(4, HEDGE.matcher(text).results().count()));
        };
    return read.isBlank() ? NONE : read.substring(0, Math.min(LONGEST, read.length()));
  }

  private static String group(Matcher found, int group) {
    return found.find() ? found.group(group) : NONE;
  }

  private static String word(String text) {
    String bold = group(BOLD.matcher(text), 1);
    if (!bold.equals(NONE)) {
      return String.join(" ", letters(bold));
    }
    List<String> words = letters(text.split("[.!?\\n]", 2)[0]);
    return words.size() <= 3 ? String.join(" ", words) : words.getLast();
  }

  private static List<String> letters(String text) {
    return Words.of(text).stream()
        .filter(w -> Character.isLetterOrDigit(w.charAt(0)))
        .filter(w -> !w.equals("a") && !w.equals("an") && !w.equals("the"))
        .toList();
  }

  private static String choice(String text, List<String> options) {
    return Words.of(text).stream().filter(options::contains).findFirst().orElse(NONE);
  }

  private static String count(String text) {
    long items = ITEM.matcher(text).results().count();
    if (items == 0) {
      items = text.chars().filter(c -> c == ',').count();
    }
    return Long.toString(items <= 10 ? items : Math.min(50, items / 5 * 5));
  }

  private static String indent(String answer) {
    String white = group(SET_IN.matcher(answer), 1);
    return white.equals("\t")
        ? "tab"
        : white.equals(NONE) ? NONE : Integer.toString(white.length());
  }

  private static String closing(String text) {
    String[] sentences = text.split("(?<=[.!?])\\s+", -1);
    String last = sentences[sentences.length - 1];
    return OFFER.matcher(last).matches() ? first(Words.of(last), 3) : NONE;
  }

  private static String first(List<String> words, int many) {
    return String.join(" ", words.subList(0, Math.min(many, words.size())));
  }
}
