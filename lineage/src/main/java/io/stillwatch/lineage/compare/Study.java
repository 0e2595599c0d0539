// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.lineage.compare.Comparison.Standing;
import io.stillwatch.lineage.compare.Known.Descent;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.RankSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well a comparison tells models that are known to descend from a teacher from models that are
/// known not to, and how often it would speak against the innocent.
///
/// @param models whose descent is known and whose answers are there
/// @param teachers for each teacher and tie of which there are descendants: how these stand
/// @param innocent comparisons of pairs of which nothing known ties one to the other; controls are
///   unrelated to the teacher and of another family than the suspect
public record Study(
    SortedMap<String, Descent> models,
    int prompts,
    List<OfTeacher> teachers,
    List<Comparison> innocent) {
  private static final int SAMPLES = 1000;

  public Study {
    teachers = List.copyOf(teachers);
    innocent = List.copyOf(innocent);
  }

  /// How a model may come from another.
  public enum Tie {
    /// Trained on outputs of the teacher's family, from other weights.
    OUTPUTS("outputs", (student, teacher) -> student.taughtBy(teacher.family())),
    /// Made by others from weights of the teacher's family.
    WEIGHTS("weights", Descent::madeFrom),
    /// Of the teacher's family, and no descent that is known.
    FAMILY("family", (sibling, teacher) -> sibling.family().equals(teacher.family()));

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final BiPredicate<Descent, Descent> binds;

    Tie(String word, BiPredicate<Descent, Descent> binds) {
      this.word = word;
      this.binds = binds;
    }

    /// As reports call it.
    public String word() {
      return word;
    }
  }

  /// @param students comparisons of those so tied to the teacher
  /// @param others comparisons of those that are not
  public record OfTeacher(
      String teacher, Tie tie, List<Comparison> students, List<Comparison> others) {
    /// The chance that a student stands higher than another model (area under the curve), all
    /// traits together.
    public double auc() {
      return auc(Comparison::standing, (a, b) -> true);
    }

    /// Likewise, by one trait alone.
    public double auc(Trait trait) {
      return auc(one -> one.of(trait).standing(), (a, b) -> true);
    }

    /// @param pairs which students are held against which others; not a number when there are none
    double auc(Function<Comparison, Standing> by, BiPredicate<String, String> pairs) {
      double won = 0;
      long all = 0;
      for (Comparison student : students) {
        for (Comparison other : others) {
          if (pairs.test(student.suspect(), other.suspect())) {
            all++;
            won += half(by.apply(student).z(), by.apply(other).z());
          }
        }
      }
      return all == 0 ? Double.NaN : won / all;
    }

    private static double half(double a, double b) {
      return a > b ? 1 : a == b ? 0.5 : 0;
    }

    /// The share of students that stand beyond every control.
    public double first() {
      return share(students, c -> c.standing().p() <= c.floor() + 1e-9);
    }
  }

  /// Runs it over all models that are known and whose answers are there.
  ///
  /// @throws IllegalArgumentException when these are too few, or answered too few prompts
  public static Study of(Answers answers, Known known) {
    var models = new TreeMap<>(known.models());
    models.keySet().retainAll(answers.models());
    var panel = new Panel(answers, List.copyOf(models.keySet()));
    if (panel.prompts().size() < Comparison.LEAST_PROMPTS) {
      throw new IllegalArgumentException(
          "%d models whose descent is known, and %d prompts that all of them answered; a study takes %d prompts"
              .formatted(models.size(), panel.prompts().size(), Comparison.LEAST_PROMPTS));
    }
    var teachers = new ArrayList<OfTeacher>();
    var innocent = new ArrayList<Comparison>();
    for (String teacher : models.keySet()) {
      var held = new Held(panel, models, teacher);
      List<Comparison> others = held.each(held.clean());
      for (Tie tie : Tie.values()) {
        List<Comparison> students = held.each(held.tied(tie));
        if (!students.isEmpty() && !others.isEmpty()) {
          teachers.add(new OfTeacher(teacher, tie, students, others));
        }
      }
      if (held.descent(teacher).taught().isPresent()) {
        innocent.addAll(others);
      }
    }
    return new Study(models, panel.prompts().size(), teachers, innocent);
  }

  /// Models held against one teacher.
  private record Held(Panel panel, SortedMap<String, Descent> models, String teacher) {
    Descent descent(String model) {
      return Objects.requireNonNull(models.get(model));
    }

    /// Those that are certainly not its students. Where its own teachers are not known, those that
    /// share neither maker nor weights with it.
    List<String> clean() {
      Descent of = descent(teacher);
      return models.keySet().stream()
          .filter(m -> !m.equals(teacher))
          .filter(
              m -> of.taught().isPresent() ? descent(m).unrelated(of) : descent(m).strangers(of))
          .toList();
    }

    List<String> tied(Tie tie) {
      return models.keySet().stream()
          .filter(m -> !m.equals(teacher) && tie.binds.test(descent(m), descent(teacher)))
          .toList();
    }

    List<Comparison> each(List<String> suspects) {
      List<String> clean = clean();
      return suspects.stream().flatMap(suspect -> one(suspect, clean)).toList();
    }

    private Stream<Comparison> one(String suspect, List<String> clean) {
      List<String> controls =
          clean.stream()
              .filter(c -> !descent(c).family().equals(descent(suspect).family()))
              .toList();
      return controls.size() < Comparison.LEAST_CONTROLS
          ? Stream.empty()
          : Stream.of(Comparison.of(panel, teacher, suspect, controls));
    }
  }

  /// The mean over teachers of the area under the curve, in one trait alone or in all together.
  public double auc(Tie tie, Optional<Trait> trait) {
    return teachers.stream()
        .filter(one -> one.tie() == tie)
        .mapToDouble(one -> trait.map(one::auc).orElseGet(one::auc))
        .average()
        .orElse(Double.NaN);
  }

  /// Of students and others that were made from the same weights, so that these explain nothing.
  public double aucWithinBase(OfTeacher one) {
    return one.auc(Comparison::standing, (a, b) -> of(a).sharesBase(of(b)));
  }

  /// Exact p of the order of students and others, by families: each family is one, with the mean of
  /// its members, and every way to deal out the part of the students among families is as likely.
  public double familyP(OfTeacher one) {
    return RankSum.p(byFamily(one.students()), byFamily(one.others()));
  }

  private double[] byFamily(List<Comparison> some) {
    return some.stream()
        .collect(
            Collectors.groupingBy(
                c -> of(c.suspect()).family(),
                TreeMap::new,
                Collectors.averagingDouble(c -> c.standing().z())))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /// The share of innocent pairs of which something holds, and between what it lies in 95% of
  /// samples of families, drawn with replacement as teachers' and as suspects'.
  public Share innocent(Predicate<Comparison> which) {
    List<String> families =
        models.values().stream().map(Descent::family).distinct().sorted().toList();
    List<Pair> pairs =
        innocent.stream()
            .map(c -> new Pair(of(c.teacher()).family(), of(c.suspect()).family(), which.test(c)))
            .toList();
    var draw = new Draw(1);
    double[] samples =
        IntStream.range(0, SAMPLES)
            .mapToDouble(i -> Pair.share(pairs, drawn(families, draw), drawn(families, draw)))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    return samples.length == 0
        ? new Share(Double.NaN, 0, 1)
        : new Share(
            share(innocent, which),
            samples[(int) (0.025 * samples.length)],
            samples[(int) (0.975 * samples.length)]);
  }

  private record Pair(String teacher, String suspect, boolean holds) {
    static double share(
        List<Pair> pairs, Map<String, Integer> teachers, Map<String, Integer> suspects) {
      long all = 0;
      long held = 0;
      for (Pair one : pairs) {
        long times =
            (long) teachers.getOrDefault(one.teacher, 0) * suspects.getOrDefault(one.suspect, 0);
        all += times;
        held += one.holds ? times : 0;
      }
      return all == 0 ? Double.NaN : held / (double) all;
    }
  }

  /// p over families: the rank of the suspect among the furthest of each control family. Siblings
  /// lean alike, and count as one.
  public double overFamilies(Comparison one) {
    var furthest = new TreeMap<String, Double>();
    for (int i = 0; i < one.controls().size(); i++) {
      furthest.merge(
          of(one.controls().get(i)).family(), one.standing().ofControls().get(i), Math::max);
    }
    long beyond = furthest.values().stream().filter(z -> z >= one.standing().z()).count();
    return (1.0 + beyond) / (1 + furthest.size());
  }

  /// @param of all pairs
  /// @param low and high ends of an interval of 95%
  public record Share(double of, double low, double high) {}

  private static Map<String, Integer> drawn(List<String> families, Draw draw) {
    var times = new TreeMap<String, Integer>();
    families.forEach(
        f -> times.merge(families.get(draw.nextInt(families.size())), 1, Integer::sum));
    return times;
  }

  static double share(List<Comparison> of, Predicate<Comparison> which) {
    return of.stream().filter(which).count() / (double) Math.max(1, of.size());
  }

  private Descent of(String model) {
    return Objects.requireNonNull(models.get(model));
  }
}
