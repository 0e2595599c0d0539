// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.List;
import java.util.function.Function;

/// What a model may have from another, as far as answers to the same prompts show it.
public enum Trait {
  /// Phrases of three words that few give to this prompt.
  PHRASES("rare phrases", answers -> Alike.rarely(each(answers, Answer::phrases))),
  /// How sentences are built, whatever they are about: runs of five kinds of words.
  TEMPLATES("sentence templates", answers -> Alike.rarely(each(answers, Answer::templates))),
  /// The first words.
  OPENINGS("openings", answers -> Alike.rarely(each(answers, Answer::openings))),
  /// Numbers that few give to this prompt: figures recalled, or made up, alike.
  NUMBERS("rare figures", answers -> Alike.rarely(each(answers, Answer::numbers))),
  /// Lengths, marks, lists, address.
  STYLE("style", answers -> Alike.near(each(answers, Answer::style))),
  /// Whether the prompt is refused.
  REFUSALS("refusals", answers -> Alike.together(shown(answers, Answer::refuses))),
  /// What the answer says of who answers.
  IDENTITY("identity", answers -> Alike.rarely(each(answers, Answer::claims)));

  private final String word;
  private final Function<List<Answer>, Alike> measure;

  Trait(String word, Function<List<Answer>, Alike> measure) {
    this.word = word;
    this.measure = measure;
  }

  /// As reports call it.
  public String word() {
    return word;
  }

  /// How alike all answers to one prompt are.
  Alike alike(List<Answer> answers) {
    return measure.apply(answers);
  }

  private static <T> List<T> each(List<Answer> answers, Function<Answer, T> part) {
    return answers.stream().map(part).toList();
  }

  private static double[] shown(List<Answer> answers, Function<Answer, Double> part) {
    return answers.stream().mapToDouble(part::apply).toArray();
  }
}
