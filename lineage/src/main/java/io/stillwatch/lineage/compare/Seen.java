// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the traits that go by a pattern see in the answers of one model: for holding those patterns
/// against answers of which somebody else says what they are.
///
/// @param refusals answers that refuse
/// @param claims answers that say who answers
/// @param finals answers that say what they come to
public record Seen(String model, int answers, long refusals, long claims, long finals) {
  /// Of each model.
  public static List<Seen> of(Answers answers) {
    return answers.byModel().entrySet().stream().map(Seen::of).toList();
  }

  private static Seen of(Map.Entry<String, ? extends Map<String, String>> model) {
    List<Answer> all = model.getValue().values().stream().map(Answer::new).toList();
    return new Seen(
        model.getKey(),
        all.size(),
        all.stream().filter(one -> one.refuses() > 0).count(),
        all.stream().filter(one -> one.claims().length > 0).count(),
        all.stream().filter(one -> one.comesTo().isPresent()).count());
  }

  /// A line of a table, under [#header].
  public String line() {
    double n = Math.max(1, answers) / 100.0;
    return String.format(
        Locale.ROOT,
        "%-48s%9d%9.1f%%%9.1f%%%9.1f%%",
        model,
        answers,
        refusals / n,
        claims / n,
        finals / n);
  }

  /// What the columns are.
  public static String header() {
    return "%-48s%9s%10s%10s%10s".formatted("MODEL", "ANSWERS", "REFUSE", "CLAIM", "FINAL");
  }

  /// All models as one.
  public static Seen total(List<Seen> some) {
    return new Seen(
        "all",
        some.stream().mapToInt(Seen::answers).sum(),
        some.stream().mapToLong(Seen::refusals).sum(),
        some.stream().mapToLong(Seen::claims).sum(),
        some.stream().mapToLong(Seen::finals).sum());
  }
}
