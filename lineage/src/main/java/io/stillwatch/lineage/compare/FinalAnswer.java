// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an answer comes to in the end, in a form in which two can be compared: a number without
/// commas, units and needless zeros, the letter of a choice, or at most [#WORDS] words in lower
/// case.
///
/// Looked for in this order, the last place counts: `\boxed{..}`, a line `#### 42`, "answer is ..",
/// "answer: ..", and an answer that is nothing else. Where the right answer is known, also the last
/// number of the text.
final class FinalAnswer {
  private static final int WORDS = 4;
  private static final List<Pattern> STATED =
      List.of(
          Pattern.compile("\\\\boxed\\{((?:[^{}]|\\{[^{}]*\\}){1,80})\\}"),
          Pattern.compile("(?m)^####\\s*(\\$?-?\\d[\\d,./]*)\\s*$"),
          Pattern.compile(
              "(?i)\\banswer\\W{0,6}\\s*(?:is|=|:)\\W{0,4}\\s*([^\\n]{1,80}?)(?=\\.\\s|\\.?\\**\\s*$|\\n|;|,\\s)",
              Pattern.MULTILINE));
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,30}(?:,\\d{3}){0,9}(?:\\.\\d{1,30})?(?:/\\d{1,30})?");
  private static final Pattern CHOICE =
      Pattern.compile("(?:option |choice )?\\(?([a-j])(?:\\)|\\.|:|$)(?:\\s.*)?");

  private FinalAnswer() {}

  /// What the text says that its answer is.
  static Optional<String> stated(String text) {
    return STATED.stream()
        .flatMap(form -> last(form.matcher(text)).stream())
        .map(found -> normal(found.group(1)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> text.length() <= 60 ? normal(text) : Optional.empty());
  }

  /// That, or else the last number.
  static Optional<String> of(String text) {
    return stated(text).or(() -> last(NUMBER.matcher(text)).map(one -> number(one.group())));
  }

  private static Optional<MatchResult> last(Matcher matcher) {
    return matcher.results().reduce((before, after) -> after);
  }

  /// The form in which two are compared; nothing if it is more than a few words.
  static Optional<String> normal(String raw) {
    String plain =
        raw.replaceAll("\\\\(?:text|mathrm|mathbf)\\{([^{}]*)\\}", "$1")
            .replaceAll("\\\\d?frac\\{(\\d+)\\}\\{(\\d+)\\}", "$1/$2")
            .replaceAll("[*_`$\"'\\\\{}]", "")
            .toLowerCase(Locale.ROOT)
            .strip()
            .replaceAll("[.!,;:]+$", "");
    Matcher choice = CHOICE.matcher(plain);
    if (choice.matches()) {
      return Optional.of(choice.group(1));
    }
    List<MatchResult> numbers = NUMBER.matcher(plain).results().toList();
    List<String> words = List.of(plain.split("\\s+|(?<=\\p{IsHan})", 0));
    if (numbers.size() == 1 && words.size() <= WORDS) {
      return Optional.of(number(numbers.getFirst().group()));
    }
    return plain.isBlank() || words.size() > WORDS ? Optional.empty() : Optional.of(plain);
  }

  private static String number(String digits) {
    String plain = digits.replace(",", "");
    return plain.contains("/") ? plain : new BigDecimal(plain).stripTrailingZeros().toPlainString();
  }
}
