// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a reader can check a trait: a prompt on which the suspect leans further to the teacher
/// than any control, and what the two say there.
///
/// @param prompt its id
/// @param teacher an excerpt of its answer
/// @param suspect likewise
public record Example(Trait trait, String prompt, String teacher, String suspect) {
  private static final int MANY = 2;
  private static final int LONGEST = 160;
  private static final int LEAST_RUN = 4;

  public Example {
    teacher = plain(teacher);
    suspect = plain(suspect);
  }

  /// One line without signs that steer a terminal or turn the direction of writing.
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
  }

  /// Of each inherited trait, those that tell most.
  static List<Example> of(Panel panel, Answers answers, Comparison comparison) {
    int[] roles =
        Stream.concat(Stream.of(comparison.suspect()), comparison.controls().stream())
            .mapToInt(panel::number)
            .toArray();
    int teacher = panel.number(comparison.teacher());
    var all = new ArrayList<Example>();
    for (Trait trait : comparison.inherited()) {
      for (int at : panel.leans(trait, teacher, roles).tellingPrompts(MANY)) {
        all.add(
            trait == Trait.PREFERENCES
                ? preference(panel.probes().get(at), answers, comparison)
                : said(trait, panel.prompts().get(at), answers, comparison));
      }
    }
    return all;
  }

  private static Example preference(Probe probe, Answers answers, Comparison of) {
    return new Example(
        Trait.PREFERENCES,
        probe.text(),
        counts(probe.counted(answers.of(of.teacher()))),
        counts(probe.counted(answers.of(of.suspect()))));
  }

  private static String counts(SortedMap<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(3)
        .map(one -> one.getKey() + ", " + one.getValue() + " times")
        .collect(Collectors.joining("; "));
  }

  private static Example said(Trait trait, String prompt, Answers answers, Comparison of) {
    String theirs = answers.of(of.teacher()).getOrDefault(prompt, "");
    String own = answers.of(of.suspect()).getOrDefault(prompt, "");
    if (trait == Trait.ERRORS) {
      return new Example(trait, prompt, end(theirs), end(own));
    }
    if (trait == Trait.PHRASES) {
      Optional<String> run =
          shared(
              Words.of(theirs),
              Words.of(own),
              of.controls().stream()
                  .map(c -> spaced(Words.of(answers.of(c).getOrDefault(prompt, ""))))
                  .toList());
      if (run.isPresent()) {
        return new Example(trait, prompt, cut(run.get()), cut(run.get()));
      }
    }
    return new Example(trait, prompt, cut(theirs), cut(own));
  }

  private static String end(String text) {
    return FinalAnswer.of(text).orElse("-");
  }

  private static String cut(String text) {
    String flat = plain(text);
    return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + " ..";
  }

  private static String spaced(List<String> words) {
    return " " + String.join(" ", words) + " ";
  }

  /// The longest run of words that both have and no control has.
  static Optional<String> shared(List<String> a, List<String> b, List<String> controls) {
    Optional<String> best = Optional.empty();
    int longest = LEAST_RUN - 1;
    int[] before = new int[b.size() + 1];
    for (int i = 1; i <= a.size(); i++) {
      int[] now = new int[b.size() + 1];
      for (int j = 1; j <= b.size(); j++) {
        now[j] = a.get(i - 1).equals(b.get(j - 1)) ? before[j - 1] + 1 : 0;
        if (now[j] > longest) {
          String run = spaced(a.subList(i - now[j], i));
          if (controls.stream().noneMatch(c -> c.contains(run))) {
            longest = now[j];
            best = Optional.of(run.strip());
          }
        }
      }
      before = now;
    }
    return best;
  }
}
