// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.stats.Mix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// One answer, taken apart. What [Trait] compares comes from here.
final class Answer {
  private static final int PHRASE = 3;
  private static final int TEMPLATE = 5;
  private static final int OPENING = 6;
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?s).{0,200}(i('m| am) (really |very |so )?sorry|i apologi[sz]e|i can('|no)t (help|assist|provide|do|fulfil"
              + "|comply|create|write|generate|access|share|give)|i('m| am) (unable|not able) to|i won't|not (appropriate|comfortable)"
              + "|(抱歉|对不起)[^。\\n]{0,30}(不能|无法)|我(不能|无法)(提供|协助|回答|讨论|帮助|撰写)"
              + "|as an ai[^.]{0,40},? i (do not|don't|can't|cannot|am not|am unable)|against my).*");
  private static final Pattern CLAIM =
      Pattern.compile(
          "(?:\\bas|\\bi am|\\bi'm) an? (?:[a-z]+ ){0,2}(?:ai|language model|assistant|chatbot)(?: [a-z]+){0,2}"
              + "|(?:developed|created|trained|made|built|designed) by (?:the )?[a-z]+(?: ai)?"
              + "|\\bi am (?:called )?[a-z]+, an? |\\bmy name is [a-z]+"
              + "|由\\s?[\\p{L}\\d ]{1,16}?(?:开发|训练|创建|研发|创造|推出)");

  private final String raw;
  private final String text;
  private final List<String> words;

  Answer(String raw) {
    this.raw = raw;
    text = raw.toLowerCase(Locale.ROOT).replace('’', '\'');
    words = Words.of(raw);
  }

  long[] phrases() {
    return runs(words, PHRASE);
  }

  long[] templates() {
    return runs(words.stream().map(Words::kind).toList(), TEMPLATE);
  }

  /// The first words, the first two, and so on.
  long[] openings() {
    long[] all = new long[Math.min(OPENING, words.size())];
    long hash = 0;
    for (int i = 0; i < all.length; i++) {
      hash = Mix.of(hash, words.get(i).hashCode());
      all[i] = hash;
    }
    return all;
  }

  long[] numbers() {
    return words.stream()
        .filter(w -> Character.isDigit(w.charAt(0)) && w.length() > 1)
        .mapToLong(String::hashCode)
        .distinct()
        .toArray();
  }

  /// What the answer says of who answers: "as an AI language model", "trained by X".
  long[] claims() {
    return CLAIM
        .matcher(text)
        .results()
        .mapToLong(claim -> claim.group().hashCode())
        .distinct()
        .toArray();
  }

  /// What it comes to, and that is not the right one.
  Optional<String> wrong(String gold) {
    String right = FinalAnswer.normal(gold).orElse(gold);
    return FinalAnswer.of(raw).filter(said -> !said.equals(right));
  }

  /// What it says that it comes to.
  Optional<String> comesTo() {
    return FinalAnswer.stated(raw);
  }

  double refuses() {
    Matcher refusal = REFUSAL.matcher(text);
    return refusal.lookingAt() ? 1 : 0;
  }

  /// How it is written: lengths, marks, lists, address. Rates are per word.
  double[] style() {
    double n = Math.max(1, words.size());
    double lines = 1 + text.lines().filter(line -> !line.isBlank()).count();
    UnaryOperator<Double> rate = count -> Math.sqrt(count / n);
    return new double[] {
      Math.log(n),
      Math.log(n / lines),
      Math.log(n / (1 + count(w -> ".!?".contains(w)))),
      words.stream().mapToInt(String::length).sum() / n,
      count(Words::grammar) / n,
      rate.apply(count(",")),
      rate.apply(count(":")),
      rate.apply(count("!")),
      rate.apply(count("?")),
      rate.apply(count("\"")),
      rate.apply(count("(")),
      rate.apply(count("*")),
      rate.apply(count("#")),
      rate.apply(count("-")),
      rate.apply(count("i") + count("i'm")),
      rate.apply(count("you") + count("your")),
      text.lines().filter(line -> line.matches("\\s*\\d+[.)].*")).count() / lines,
    };
  }

  private double count(String word) {
    return count(word::equals);
  }

  private double count(Predicate<String> is) {
    return words.stream().filter(is).count();
  }

  private static long[] runs(List<String> pieces, int length) {
    return LongStream.range(0, Math.max(0, pieces.size() - length + 1))
        .map(from -> hash(pieces.subList((int) from, (int) from + length)))
        .distinct()
        .toArray();
  }

  private static long hash(List<String> run) {
    long hash = 0;
    for (String piece : run) {
      hash = Mix.of(hash, piece.hashCode());
    }
    return hash;
  }
}
