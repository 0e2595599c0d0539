// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.lineage.compare.Study.OfTeacher;
import io.stillwatch.lineage.plot.Svg;
import java.util.List;
import java.util.Locale;

/// A study for people, and as a plot.
///
/// @param study what was found
/// @param known what it was held against
public record StudyReport(Study study, Known known) {
  private static final List<Double> LEVELS = List.of(0.05, 0.1, 0.2);

  /// A table of teachers, and false positives.
  public String text() {
    var text = new StringBuilder();
    line(
        text,
        "%d models whose descent is known, %,d prompts that all answered.%n",
        study.models(),
        study.prompts());
    line(
        text,
        "%-30s%9s%8s%7s%13s%14s",
        "TEACHER",
        "STUDENTS",
        "OTHERS",
        "AUC",
        "AUC, LLAMA",
        "FIRST OF ALL");
    for (OfTeacher one : study.teachers()) {
      line(
          text,
          "%-30s%9d%8d%7.2f%13.2f%13.0f%%",
          one.teacher(),
          one.students().size(),
          one.others().size(),
          one.auc(),
          study.aucWithin(known, "llama", one),
          100 * Study.share(one.students(), c -> c.standing().p() <= c.floor() + 1e-9));
    }
    line(
        text,
        "%n%,d pairs of which nothing known ties one to the other; share with p at most",
        study.innocent().size());
    line(text, "%-10s%14s%14s%10s", "", "OVER MODELS", "OVER PROMPTS", "BOTH");
    for (double alpha : LEVELS) {
      line(
          text,
          "%-10s%13.1f%%%13.1f%%%9.1f%%",
          alpha,
          100 * study.falsePositives(alpha),
          100 * study.falsePositivesOverPrompts(alpha),
          100
              * Study.share(
                  study.innocent(),
                  c -> c.standing().p() <= alpha && c.standing().promptP() <= alpha));
    }
    line(
        text,
        "%nTraits inherited by an innocent model, of %d: %.2f on average.",
        Trait.values().length,
        study.innocent().stream().mapToInt(c -> c.inherited().size()).average().orElse(0));
    return text.toString();
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form + "\n", values));
  }

  /// Where students (red) and others (grey) stand, one row a teacher.
  public String svg() {
    List<OfTeacher> rows = study.teachers();
    var svg =
        new Svg(
            "Leans of known students (red) and of others (grey), by teacher",
            900,
            90 + 32 * rows.size(),
            List.of(-4.0, 5.0),
            List.of(-0.6, rows.size() - 0.4));
    for (int z = -4; z <= 5; z++) {
      svg.tickX(z, Integer.toString(z));
    }
    for (int i = 0; i < rows.size(); i++) {
      OfTeacher one = rows.get(i);
      double height = rows.size() - 1 - i;
      svg.tickY(height, one.teacher().substring(0, Math.min(20, one.teacher().length())));
      one.others().forEach(c -> svg.dot(z(c), height + 0.14, "#888", 3.5));
      one.students().forEach(c -> svg.dot(z(c), height - 0.14, "#b5452c", 3.5));
      svg.beside(height, String.format(Locale.ROOT, "AUC %.2f", one.auc()), "#222");
    }
    return svg.under("standard deviations of suspect and controls").text();
  }

  private static double z(Comparison one) {
    return Math.clamp(one.standing().z(), -4, 5);
  }
}
