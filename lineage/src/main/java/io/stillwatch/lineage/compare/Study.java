// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.lineage.compare.Known.Descent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How well a comparison tells known students from models that are known to be none, and how often
/// it would speak against the innocent.
///
/// @param teachers for each teacher that has students: how these stand among the rest
/// @param innocent comparisons of pairs of which nothing known ties one to the other; controls are
///   unrelated to the teacher and of another family than the suspect
public record Study(int models, int prompts, List<OfTeacher> teachers, List<Comparison> innocent) {
  public Study {
    teachers = List.copyOf(teachers);
    innocent = List.copyOf(innocent);
  }

  /// @param students comparisons of those trained on outputs of the teacher's family
  /// @param others comparisons of those that were not
  public record OfTeacher(String teacher, List<Comparison> students, List<Comparison> others) {
    /// The chance that a student stands higher than another model (area under the curve).
    public double auc() {
      return auc(one -> true);
    }

    /// Likewise, of the suspects that were made from this base alone: then the base explains
    /// nothing.
    double auc(Predicate<String> suspects) {
      double won = 0;
      long pairs = 0;
      for (Comparison student : students) {
        for (Comparison other : others) {
          if (suspects.test(student.suspect()) && suspects.test(other.suspect())) {
            pairs++;
            won += half(student.standing().z(), other.standing().z());
          }
        }
      }
      return pairs == 0 ? Double.NaN : won / pairs;
    }

    private static double half(double a, double b) {
      return a > b ? 1 : a == b ? 0.5 : 0;
    }
  }

  /// Runs it over all models that are known and whose answers are there.
  public static Study of(Answers answers, Known known) {
    List<String> models =
        answers.models().stream()
            .filter(m -> known.models().containsKey(m))
            .filter(m -> of(known, m).taught().isPresent())
            .toList();
    var panel = new Panel(answers, models);
    var teachers = new ArrayList<OfTeacher>();
    var innocent = new ArrayList<Comparison>();
    for (String teacher : models) {
      List<String> clean = clean(models, known, teacher);
      List<String> students =
          models.stream().filter(m -> of(known, m).taughtBy(of(known, teacher).family())).toList();
      if (!students.isEmpty()) {
        teachers.add(
            new OfTeacher(
                teacher,
                each(panel, known, teacher, students, clean),
                each(panel, known, teacher, clean, clean)));
      }
      innocent.addAll(each(panel, known, teacher, clean, clean));
    }
    return new Study(models.size(), panel.prompts(), teachers, innocent);
  }

  /// The same, of suspects and others from one base.
  public double aucWithin(Known known, String base, OfTeacher one) {
    return one.auc(suspect -> of(known, suspect).base().equals(base));
  }

  /// The share of innocent pairs with a p over models of `alpha` or less.
  public double falsePositives(double alpha) {
    return share(innocent, one -> one.standing().p() <= alpha + 1e-9);
  }

  /// The share of innocent pairs with a p over prompts of `alpha` or less: why that p alone accuses
  /// nobody.
  public double falsePositivesOverPrompts(double alpha) {
    return share(innocent, one -> one.standing().promptP() <= alpha);
  }

  static double share(List<Comparison> of, Predicate<Comparison> which) {
    return of.stream().filter(which).count() / (double) Math.max(1, of.size());
  }

  private static List<Comparison> each(
      Panel panel, Known known, String teacher, List<String> suspects, List<String> clean) {
    return suspects.stream()
        .flatMap(suspect -> one(panel, known, teacher, suspect, clean))
        .toList();
  }

  private static Stream<Comparison> one(
      Panel panel, Known known, String teacher, String suspect, List<String> clean) {
    List<String> controls =
        clean.stream()
            .filter(c -> !of(known, c).family().equals(of(known, suspect).family()))
            .toList();
    return controls.size() < Comparison.LEAST_CONTROLS
        ? Stream.empty()
        : Stream.of(Comparison.of(panel, teacher, suspect, controls));
  }

  private static List<String> clean(List<String> models, Known known, String teacher) {
    return models.stream().filter(m -> of(known, m).unrelated(of(known, teacher))).toList();
  }

  private static Descent of(Known known, String model) {
    Descent descent = known.models().get(model);
    if (descent == null) {
      throw new IllegalArgumentException("nothing is known of " + model);
    }
    return descent;
  }
}
