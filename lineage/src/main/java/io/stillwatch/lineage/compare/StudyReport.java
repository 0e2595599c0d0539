// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.lineage.compare.Study.OfTeacher;
import io.stillwatch.lineage.compare.Study.Share;
import io.stillwatch.lineage.compare.Study.Tie;
import io.stillwatch.lineage.plot.Svg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A study for people, for programs, and as a plot.
///
/// @param study what was found
public record StudyReport(Study study) {
  private static final List<Double> LEVELS = List.of(0.05, 0.1, 0.2);

  /// Tables: teachers, traits, and false positives.
  public String text() {
    var text = new StringBuilder();
    line(
        text,
        "%d models whose descent is known, %,d prompts that all answered.",
        study.models().size(),
        study.prompts());
    teachers(text);
    traits(text);
    levels(text);
    return text.toString();
  }

  /// Rows of siblings are told only in the mean: there is one for nearly each model.
  private List<OfTeacher> told() {
    return study.teachers().stream().filter(one -> one.tie() != Tie.FAMILY).toList();
  }

  private void teachers(StringBuilder text) {
    if (!told().isEmpty()) {
      line(
          text,
          "%n%-32s%-9s%9s%8s%7s%11s%12s%8s",
          "TEACHER",
          "TIE",
          "STUDENTS",
          "OTHERS",
          "AUC",
          "SAME BASE",
          "P FAMILIES",
          "FIRST");
    }
    for (OfTeacher one : told()) {
      line(
          text,
          "%-33s%-9s%9d%8d%7.2f%11s%12.4f%7.0f%%",
          one.teacher().substring(0, Math.min(32, one.teacher().length())),
          one.tie().word(),
          one.students().size(),
          one.others().size(),
          one.auc(),
          number(study.aucWithinBase(one)),
          study.familyP(one),
          100 * one.first());
    }
  }

  private static String number(double auc) {
    return Double.isNaN(auc) ? "-" : String.format(Locale.ROOT, "%.2f", auc);
  }

  private void traits(StringBuilder text) {
    line(
        text,
        "%nMean AUC by tie, all traits together and each alone; and how many innocent models stand first.%n%n"
            + "%-20s%10s%10s%10s%12s",
        "TRAIT",
        "OUTPUTS",
        "WEIGHTS",
        "FAMILY",
        "FIRST");
    trait(text, Optional.empty());
    for (Trait trait : Trait.values()) {
      if (study.innocent().stream().anyMatch(one -> one.of(trait).shown())) {
        trait(text, Optional.of(trait));
      }
    }
  }

  private void trait(StringBuilder text, Optional<Trait> trait) {
    line(
        text,
        "%-20s%10s%10s%10s%11.1f%%",
        trait.map(Trait::word).orElse("all together"),
        number(study.auc(Tie.OUTPUTS, trait)),
        number(study.auc(Tie.WEIGHTS, trait)),
        number(study.auc(Tie.FAMILY, trait)),
        100 * study.innocent(one -> standing(one, trait).p() <= one.floor() + 1e-9).of());
  }

  private static Comparison.Standing standing(Comparison one, Optional<Trait> trait) {
    return trait.map(t -> one.of(t).standing()).orElseGet(one::standing);
  }

  private void levels(StringBuilder text) {
    line(
        text,
        "%n%,d pairs of which nothing known ties one to the other; share with p at most%n%n%-6s%23s%23s%23s%23s%23s",
        study.innocent().size(),
        "",
        "OVER MODELS",
        "OVER FAMILIES",
        "OF ANY TRAIT",
        "OVER PROMPTS",
        "MODELS AND PROMPTS");
    for (double alpha : LEVELS) {
      Predicate<Comparison> models = one -> one.standing().p() <= alpha + 1e-9;
      Predicate<Comparison> prompts = one -> one.standing().promptP() <= alpha;
      line(
          text,
          "%-6s%23s%23s%23s%23s%23s",
          alpha,
          share(models),
          share(one -> study.overFamilies(one) <= alpha + 1e-9),
          share(one -> one.adjusted() <= alpha + 1e-9),
          share(prompts),
          share(models.and(prompts)));
    }
    line(
        text,
        "%nTraits inherited by an innocent model: %.2f on average; by at least one: %s.",
        study.innocent().stream().mapToInt(c -> c.inherited().size()).average().orElse(0),
        share(one -> !one.inherited().isEmpty()).strip());
  }

  private String share(Predicate<Comparison> which) {
    Share share = study.innocent(which);
    return String.format(
        Locale.ROOT,
        "%.1f%% (%.1f to %.1f)",
        100 * share.of(),
        100 * share.low(),
        100 * share.high());
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form + "\n", values));
  }

  /// The figures, for programs.
  public Map<String, Object> figures() {
    var rows = new ArrayList<Map<String, Object>>();
    for (OfTeacher one : study.teachers()) {
      var row = new LinkedHashMap<String, Object>();
      row.put("teacher", one.teacher());
      row.put("tie", one.tie().word());
      row.put("students", one.students().stream().map(Comparison::suspect).toList());
      row.put("others", one.others().size());
      row.put("auc", one.auc());
      row.put("p_families", study.familyP(one));
      row.put("first", one.first());
      for (Trait trait : Trait.values()) {
        row.put("auc_" + trait.name().toLowerCase(Locale.ROOT), one.auc(trait));
      }
      rows.add(row);
    }
    var levels = new LinkedHashMap<String, Object>();
    for (double alpha : LEVELS) {
      Share share = study.innocent(one -> one.standing().p() <= alpha + 1e-9);
      levels.put(Double.toString(alpha), List.of(share.of(), share.low(), share.high()));
    }
    return Map.of(
        "models", study.models().size(),
        "prompts", study.prompts(),
        "teachers", rows,
        "innocent_pairs", study.innocent().size(),
        "innocent_p_models", levels);
  }

  /// Where students (red) and others (grey) stand, one row a teacher.
  public String svg() {
    List<OfTeacher> rows = told();
    var svg =
        new Svg(
            "Leans of known descendants (red) and of others (grey), by teacher",
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
      svg.beside(
          height, String.format(Locale.ROOT, "AUC %.2f, %s", one.auc(), one.tie().word()), "#222");
    }
    return svg.under("standard deviations of suspect and controls").text();
  }

  private static double z(Comparison one) {
    return Math.clamp(one.standing().z(), -4, 5);
  }
}
