// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Models made for the purpose: each answers in words of its own, and may take over its teacher's.
class ComparisonTest {
  private static final int PROMPTS = 60;
  private static final List<String> CONTROLS = List.of("c1", "c2", "c3", "c4", "c5", "c6");

  /// @param taken the share of sentences that are the teacher's
  private static Map<String, String> answers(String model, double taken, String opening) {
    var all = new TreeMap<String, String>();
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      var draw = new Draw(31L * model.hashCode() + prompt);
      var teacher = new Draw(31L * "teacher".hashCode() + prompt);
      var text = new StringBuilder(opening);
      for (int i = 0; i < 8; i++) {
        String theirs = sentence(teacher);
        String own = sentence(draw);
        text.append(' ').append(draw.nextDouble() < taken ? theirs : own);
      }
      all.put("p" + prompt, text.toString());
    }
    return all;
  }

  private static String sentence(Draw draw) {
    List<String> words =
        List.of("lamp", "river", "often", "seems", "older", "the", "of", "a", "bridge", "turns");
    var text = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      text.append(words.get(draw.nextInt(words.size()))).append(i < 6 ? " " : ". ");
    }
    return text.toString();
  }

  private static Answers panel(double taken, String opening) {
    Answers answers =
        new Answers(new TreeMap<>())
            .with("teacher", answers("teacher", 0, "Of course!"))
            .with("suspect", answers("suspect", taken, opening));
    for (String control : CONTROLS) {
      answers = answers.with(control, answers(control, 0, "Well, " + control));
    }
    return answers;
  }

  private static Comparison compare(Answers answers) {
    return Comparison.of(answers, "teacher", "suspect", CONTROLS);
  }

  @Test
  void aStudentStandsBeyondEveryControl() {
    Comparison student = compare(panel(0.4, "Of course!"));

    assertThat(student.standing().p()).isEqualTo(student.floor()).isEqualTo(1.0 / 7);
    assertThat(student.standing().promptP()).isLessThan(1e-6);
    assertThat(student.inherited()).contains(Trait.PHRASES, Trait.TEMPLATES, Trait.OPENINGS);
  }

  @Test
  void anUnrelatedModelInheritsNothing() {
    assertThat(compare(panel(0, "Well, c9")).inherited()).isEmpty();
  }

  @Test
  void anOpeningAloneIsToldAsThat() {
    assertThat(compare(panel(0, "Of course!")).inherited())
        .contains(Trait.OPENINGS)
        .doesNotContain(Trait.NUMBERS, Trait.REFUSALS, Trait.IDENTITY);
  }

  /// The permutation test itself: whoever of exchangeable models is called the suspect, each rank
  /// comes up as often as the others.
  @Test
  void overExchangeableModelsEveryRankComesUpOnce() {
    Answers answers = panel(0, "Well, s");
    List<String> all = Stream.concat(Stream.of("suspect"), CONTROLS.stream()).toList();
    var ps = new ArrayList<Long>();
    for (String suspect : all) {
      List<String> rest = all.stream().filter(m -> !m.equals(suspect)).toList();
      ps.add(Math.round(7 * Comparison.of(answers, "teacher", suspect, rest).standing().p()));
    }

    assertThat(ps).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void refusingTheSamePromptsIsATrait() {
    Answers answers = panel(0, "Well, c9");
    for (String model : List.of("teacher", "suspect")) {
      var refusing = new TreeMap<>(answers.of(model));
      IntStream.range(0, 20)
          .forEach(
              i -> refusing.put("p" + i, "I'm sorry, but I can't help with that. " + model + i));
      answers = answers.with(model, refusing);
    }

    assertThat(compare(answers).inherited()).contains(Trait.REFUSALS);
  }

  @Test
  void claimingTheSameMakerIsATrait() {
    Answers answers = panel(0, "Well, c9");
    for (String model : List.of("teacher", "suspect")) {
      var claiming = new TreeMap<>(answers.of(model));
      claiming.replaceAll((p, text) -> text + " I am a language model trained by Acme.");
      answers = answers.with(model, claiming);
    }

    assertThat(compare(answers).inherited()).contains(Trait.IDENTITY);
  }

  private static Answers withErrors(Answers answers, double same, boolean told) {
    var gold = new TreeMap<String, String>();
    for (String model : answers.models()) {
      var wrong = new TreeMap<>(answers.of(model));
      for (int i = 0; i < PROMPTS; i++) {
        var own = new Draw(7L * model.hashCode() + i);
        boolean theirs = model.equals("suspect") && own.nextDouble() < same;
        var draw = theirs ? new Draw(7L * "teacher".hashCode() + i) : own;
        wrong.merge("p" + i, " The answer is " + (1000 + draw.nextInt(50)) + ".", String::concat);
        gold.put("p" + i, "42");
      }
      answers = answers.with(model, wrong);
    }
    return told ? new Answers(answers.byModel(), gold) : answers;
  }

  @Test
  void theSameWrongAnswersAreATraitWhetherTheRightOnesAreKnownOrNot() {
    for (boolean told : List.of(true, false)) {
      Comparison student = compare(withErrors(panel(0, "Well, c9"), 0.5, told));

      assertThat(student.inherited()).contains(Trait.ERRORS);
      assertThat(student.of(Trait.ERRORS).effect().difference()).isBetween(0.2, 0.7);
      assertThat(student.of(Trait.ERRORS).effect().units()).isEqualTo(PROMPTS);
    }
  }

  @Test
  void manyErrorsOfOnesOwnAreNoTrait() {
    Comparison clumsy = compare(withErrors(panel(0, "Well, c9"), 0, true));

    assertThat(clumsy.of(Trait.ERRORS).inherited()).isFalse();
    assertThat(Math.abs(clumsy.of(Trait.ERRORS).effect().difference())).isLessThan(0.15);
  }

  /// p for all traits together is a permutation test as well: over exchangeable models the smallest
  /// of all traits is at the floor for one at most.
  @Test
  void overExchangeableModelsTheSmallestOfAllTraitsIsCalibrated() {
    Answers answers = panel(0, "Well, s");
    List<String> all = Stream.concat(Stream.of("suspect"), CONTROLS.stream()).toList();
    long first =
        all.stream()
            .filter(
                suspect ->
                    Comparison.of(
                                answers,
                                "teacher",
                                suspect,
                                all.stream().filter(m -> !m.equals(suspect)).toList())
                            .adjusted()
                        < 1.5 / 7)
            .count();

    assertThat(first).isLessThanOrEqualTo(1);
  }

  @Test
  void tooLittleIsRefusedWithTheRule() {
    Answers answers = panel(0, "x");
    assertThatThrownBy(() -> Comparison.of(answers, "teacher", "suspect", List.of("c1", "c2")))
        .hasMessageContaining("takes 3 or more");
    assertThatThrownBy(() -> Comparison.of(answers, "teacher", "nobody", CONTROLS))
        .hasMessageContaining("no answers of nobody");
    assertThatThrownBy(() -> Comparison.of(answers, "teacher", "c1", CONTROLS))
        .hasMessageContaining("must all differ");
    Answers few = answers.with("c1", Map.of("p1", "one answer", "p2", "two", "p3", "three"));
    assertThatThrownBy(() -> compare(few))
        .hasMessageContaining(
            "3 prompts that all answered; a comparison takes 20 or more, or 10 probes");
  }

  @Test
  void theReportNamesWhatIsInheritedItsLimitsAndWhereToCheckIt() {
    Answers answers = panel(0.4, "Of <course>\u001b[31m!");
    var report = ComparisonReport.of(answers, "teacher", "suspect", CONTROLS);

    assertThat(report.text())
        .contains("inherited", "likeness is not descent", "  teacher: ", "+-")
        .doesNotContain("\u001b");
    assertThat(report.html()).contains("<svg").doesNotContain("http-equiv", "<script", "<course>");
    assertThat(report.figures()).containsEntry("corroborative", true);
    assertThat(report.examples())
        .filteredOn(one -> one.trait() == Trait.PHRASES)
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(String.join(" ", Words.of(answers.of("suspect").get(one.prompt()))))
                    .contains(one.suspect().replace(" ..", "")));
  }
}
