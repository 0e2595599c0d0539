// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a model may have from another, as far as answers to the same prompts show it.
public enum Trait {
  /// Phrases of three words that few give to this prompt.
  PHRASES("rare phrases"),
  /// How sentences are built, whatever they are about: runs of five kinds of words.
  TEMPLATES("sentence templates"),
  /// The first words.
  OPENINGS("openings"),
  /// Numbers that few give to this prompt: figures recalled, or made up, alike.
  NUMBERS("rare figures"),
  /// Lengths, marks, lists, address.
  STYLE("style"),
  /// Whether the prompt is refused.
  REFUSALS("refusals"),
  /// What the answer says of who answers.
  IDENTITY("identity"),
  /// The same wrong answer, among prompts that both got wrong. Where no right answer is known, what
  /// more than half of the models say counts as right; without such a majority nothing does.
  ERRORS("shared errors"),
  /// How the answers to a [Probe] are spread.
  PREFERENCES("probed preferences");

  private final String word;

  Trait(String word) {
    this.word = word;
  }

  /// As reports call it.
  public String word() {
    return word;
  }

  /// How alike all answers to one prompt are. Answers to probes are compared by [Alike#preferring].
  ///
  /// @param gold the right answer, if it is known
  Alike alike(List<Answer> answers, Optional<String> gold) {
    return switch (this) {
      case PHRASES -> Alike.rarely(each(answers, Answer::phrases));
      case TEMPLATES -> Alike.rarely(each(answers, Answer::templates));
      case OPENINGS -> Alike.rarely(each(answers, Answer::openings));
      case NUMBERS -> Alike.rarely(each(answers, Answer::numbers));
      case STYLE -> Alike.near(each(answers, Answer::style));
      case REFUSALS -> Alike.together(answers.stream().mapToDouble(Answer::refuses).toArray());
      case IDENTITY -> Alike.rarely(each(answers, Answer::claims));
      case ERRORS -> Alike.agreeing(errors(answers, gold));
      case PREFERENCES -> throw new IllegalStateException("preferences are not of one prompt");
    };
  }

  /// What each got wrong, and how.
  static List<Optional<String>> errors(List<Answer> answers, Optional<String> gold) {
    if (gold.isPresent()) {
      return each(answers, answer -> answer.wrong(gold.get()));
    }
    List<Optional<String>> said = each(answers, Answer::comesTo);
    List<String> given = said.stream().flatMap(Optional::stream).toList();
    if (2 * given.size() < said.size()) {
      return each(answers, answer -> Optional.empty());
    }
    Optional<String> majority = majority(given);
    return said.stream().map(one -> one.filter(a -> !a.equals(majority.orElse("")))).toList();
  }

  private static Optional<String> majority(List<String> given) {
    return given.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(one -> 2 * one.getValue() > given.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static <T> List<T> each(List<Answer> answers, Function<Answer, T> part) {
    return answers.stream().map(part).toList();
  }
}
