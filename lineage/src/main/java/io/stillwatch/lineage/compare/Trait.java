// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.List;
import java.util.function.Function;

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
  IDENTITY("identity");

  private final String word;

  Trait(String word) {
    this.word = word;
  }

  /// As reports call it.
  public String word() {
    return word;
  }

  /// How alike all answers to one prompt are.
  Alike alike(List<Answer> answers) {
    return switch (this) {
      case PHRASES -> Alike.rarely(each(answers, Answer::phrases));
      case TEMPLATES -> Alike.rarely(each(answers, Answer::templates));
      case OPENINGS -> Alike.rarely(each(answers, Answer::openings));
      case NUMBERS -> Alike.rarely(each(answers, Answer::numbers));
      case STYLE -> Alike.near(each(answers, Answer::style));
      case REFUSALS -> Alike.together(answers.stream().mapToDouble(Answer::refuses).toArray());
      case IDENTITY -> Alike.rarely(each(answers, Answer::claims));
    };
  }

  private static <T> List<T> each(List<Answer> answers, Function<Answer, T> part) {
    return answers.stream().map(part).toList();
  }
}
