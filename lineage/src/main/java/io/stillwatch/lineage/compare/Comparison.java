// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import io.stillwatch.stats.CoinPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How far a suspect leans towards a teacher beyond control models, trait by trait. **It
/// corroborates and proves nothing**: likeness is not descent.
///
/// The lean of a model is its likeness to the teacher minus its mean likeness to the other models
/// of the test, so that being like everybody counts for nothing. Two exact p-values go with it:
///
/// - **over models**: if the suspect were one more of the controls, every way of handing out the
///   part of the suspect among them would be equally likely; p is the suspect's rank, and cannot be
///   below `1 / (controls + 1)`.
/// - **over prompts**: suspect against the nearest control, a sign test. If on each prompt either
///   were equally likely to lean further, independently, p is the binomial tail. It says that other
///   prompts would show the same, not that the suspect is a student.
///
/// @param standing of the mean over traits of the standardised leans
public record Comparison(
    String teacher,
    String suspect,
    List<String> controls,
    int prompts,
    Standing standing,
    List<OfTrait> traits) {

  /// Fewer than this give no comparison.
  public static final int LEAST_CONTROLS = 3;

  /// Fewer than this give no comparison.
  public static final int LEAST_PROMPTS = 20;

  public Comparison {
    controls = List.copyOf(controls);
    traits = List.copyOf(traits);
  }

  /// Where the suspect stands among the controls.
  ///
  /// @param z the suspect's lean, with mean 0 and spread 1 over suspect and controls
  /// @param ofControls likewise, in the order of the controls
  /// @param p over models
  /// @param nearest the control that leans furthest to the teacher
  /// @param ahead prompts on which the suspect leans further than that control
  /// @param behind prompts on which it leans less far
  public record Standing(
      double z, List<Double> ofControls, double p, String nearest, long ahead, long behind) {
    public Standing {
      ofControls = List.copyOf(ofControls);
    }

    /// Over prompts, against the nearest control.
    public double promptP() {
      return CoinPairs.signP(ahead, behind);
    }
  }

  /// @param shown whether any two answers are alike in this trait at all
  public record OfTrait(Trait trait, boolean shown, Standing standing) {
    /// Beyond every control, and on so many prompts that all traits together would hardly ever show
    /// it by the choice of prompts (Bonferroni, 1%).
    public boolean inherited() {
      return shown
          && standing.p() * (standing.ofControls().size() + 1) < 1.5
          && standing.promptP() * Trait.values().length <= 0.01;
    }
  }

  /// Traits that the suspect has from the teacher beyond all controls.
  public List<Trait> inherited() {
    return traits.stream().filter(OfTrait::inherited).map(OfTrait::trait).toList();
  }

  /// The smallest p over models that so many controls allow.
  public double floor() {
    return 1.0 / (controls.size() + 1);
  }

  /// Compares.
  ///
  /// @param controls models that are known not to come from the teacher
  /// @throws IllegalArgumentException when there is too little to compare, or names repeat
  public static Comparison of(
      Answers answers, String teacher, String suspect, List<String> controls) {
    List<String> all = Stream.concat(Stream.of(teacher, suspect), controls.stream()).toList();
    require(answers, all);
    return of(new Panel(answers, all), teacher, suspect, controls);
  }

  private static void require(Answers answers, List<String> all) {
    if (new HashSet<>(all).size() < all.size()) {
      throw new IllegalArgumentException("teacher, suspect and controls must all differ: " + all);
    }
    for (String model : all) {
      if (answers.of(model).isEmpty()) {
        throw new IllegalArgumentException(
            "there are no answers of " + model + "; there are of " + answers.models());
      }
    }
    if (all.size() - 2 < LEAST_CONTROLS) {
      throw new IllegalArgumentException(
          (all.size() - 2) + " controls; a comparison takes " + LEAST_CONTROLS + " or more");
    }
    int prompts = answers.shared(all).size();
    if (prompts < LEAST_PROMPTS) {
      throw new IllegalArgumentException(
          prompts + " prompts that all answered; a comparison takes " + LEAST_PROMPTS + " or more");
    }
  }

  /// Compares within a panel that may hold more models; those only make what is rare rarer.
  static Comparison of(Panel panel, String teacher, String suspect, List<String> controls) {
    int[] roles =
        Stream.concat(Stream.of(suspect), controls.stream()).mapToInt(panel::number).toArray();
    double[][] joint = new double[roles.length][panel.prompts()];
    List<OfTrait> traits = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      double[][] leans = leans(panel, trait, panel.number(teacher), roles);
      double spread = spread(means(leans));
      traits.add(new OfTrait(trait, spread > 0, standing(leans, controls)));
      for (int x = 0; spread > 0 && x < roles.length; x++) {
        for (int i = 0; i < joint[x].length; i++) {
          joint[x][i] += leans[x][i] / spread;
        }
      }
    }
    return new Comparison(
        teacher, suspect, controls, panel.prompts(), standing(joint, controls), traits);
  }

  private static double[][] leans(Panel panel, Trait trait, int teacher, int[] roles) {
    return Arrays.stream(roles)
        .mapToObj(one -> panel.lean(trait, one, teacher, roles))
        .toArray(double[][]::new);
  }

  /// @param leans on each prompt, of the suspect first and then of each control
  private static Standing standing(double[][] leans, List<String> controls) {
    double[] means = means(leans);
    double mean = Arrays.stream(means).average().orElse(0);
    double spread = spread(means);
    double[] z = Arrays.stream(means).map(m -> spread == 0 ? 0 : (m - mean) / spread).toArray();
    int nearest = IntStream.range(1, z.length).reduce(1, (best, x) -> z[x] > z[best] ? x : best);
    double[] difference = new double[leans[0].length];
    Arrays.setAll(difference, i -> leans[0][i] - leans[nearest][i]);
    return new Standing(
        z[0],
        Arrays.stream(z).skip(1).boxed().toList(),
        Arrays.stream(z).filter(one -> one >= z[0]).count() / (double) z.length,
        controls.get(nearest - 1),
        Arrays.stream(difference).filter(d -> d > 0).count(),
        Arrays.stream(difference).filter(d -> d < 0).count());
  }

  private static double[] means(double[][] leans) {
    return Arrays.stream(leans).mapToDouble(l -> Arrays.stream(l).average().orElse(0)).toArray();
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return sum / values.length < 1e-18 ? 0 : Math.sqrt(sum / values.length);
  }
}
