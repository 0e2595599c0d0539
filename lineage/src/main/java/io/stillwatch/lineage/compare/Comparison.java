// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
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
/// - **over prompts**: suspect against the nearest control, a sign test (signed ranks over probes,
///   which are fewer). If on each prompt either were equally likely to lean further, independently,
///   p is the binomial tail. It says that other prompts would show the same, not that the suspect
///   is a student.
///
/// Traits are many, so each also has a p over models that holds for all of them together: the rank
/// of the suspect's lean in this trait among each model's furthest lean in any trait (the
/// permutation of largest values, Westfall and Young 1993).
///
/// @param prompts that all answered
/// @param probes that all answered often enough
/// @param standing of the mean over traits of the standardised leans
public record Comparison(
    String teacher,
    String suspect,
    List<String> controls,
    int prompts,
    int probes,
    Standing standing,
    List<OfTrait> traits) {

  /// Fewer than this give no comparison.
  public static final int LEAST_CONTROLS = 3;

  /// Fewer than this give no comparison, unless there are probes.
  public static final int LEAST_PROMPTS = 20;

  /// Fewer than this give none either, where prompts are few.
  public static final int LEAST_PROBES = 10;

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
  /// @param promptP over prompts, against the nearest control
  public record Standing(
      double z,
      List<Double> ofControls,
      double p,
      String nearest,
      long ahead,
      long behind,
      double promptP) {
    public Standing {
      ofControls = List.copyOf(ofControls);
    }
  }

  /// How much further the suspect leans than controls do on average, in the trait's own measure,
  /// and what to give or take at 95% over prompts.
  ///
  /// @param units prompts or probes on which suspect and teacher can be compared
  public record Effect(double difference, double margin, long units) {}

  /// @param shown whether any two answers are alike in this trait at all
  /// @param adjusted p over models for all traits together
  public record OfTrait(
      Trait trait, boolean shown, Standing standing, Effect effect, double adjusted) {
    /// Beyond every control, and on so many prompts that all traits together would hardly ever show
    /// it by the choice of prompts (Bonferroni, 1%).
    public boolean inherited() {
      return shown
          && standing.p() * (standing.ofControls().size() + 1) < 1.5
          && standing.promptP() * Trait.values().length <= 0.01;
    }
  }

  /// What was found of one trait.
  public OfTrait of(Trait trait) {
    return traits.get(trait.ordinal());
  }

  /// The smallest p over models of any trait, for all traits together.
  public double adjusted() {
    return traits.stream().filter(OfTrait::shown).mapToDouble(OfTrait::adjusted).min().orElse(1);
  }

  /// Traits that the suspect has from the teacher beyond all controls.
  public List<Trait> inherited() {
    return traits.stream().filter(OfTrait::inherited).map(OfTrait::trait).toList();
  }

  /// The smallest p over models that so many controls allow.
  public double floor() {
    return 1.0 / (controls.size() + 1);
  }

  /// Compares, with the probes that come with Stillwatch.
  ///
  /// @param controls models that are known not to come from the teacher
  /// @throws IllegalArgumentException when there is too little to compare, or names repeat
  public static Comparison of(
      Answers answers, String teacher, String suspect, List<String> controls) {
    return of(
        panel(answers, teacher, suspect, controls, Probe.shipped()), teacher, suspect, controls);
  }

  /// The panel of these models alone.
  static Panel panel(
      Answers answers, String teacher, String suspect, List<String> controls, List<Probe> probes) {
    List<String> all = Stream.concat(Stream.of(teacher, suspect), controls.stream()).toList();
    if (new HashSet<>(all).size() < all.size()) {
      throw new IllegalArgumentException("teacher, suspect and controls must all differ: " + all);
    }
    for (String model : all) {
      if (answers.of(model).isEmpty()) {
        throw new IllegalArgumentException(
            "there are no answers of " + model + "; there are of " + answers.models());
      }
    }
    if (controls.size() < LEAST_CONTROLS) {
      throw new IllegalArgumentException(
          controls.size() + " controls; a comparison takes " + LEAST_CONTROLS + " or more");
    }
    var panel = new Panel(answers, all, probes);
    if (panel.prompts().size() < LEAST_PROMPTS && panel.probes().size() < LEAST_PROBES) {
      throw new IllegalArgumentException(
          "%d prompts that all answered; a comparison takes %d or more, or %d probes that all answered %d times"
              .formatted(panel.prompts().size(), LEAST_PROMPTS, LEAST_PROBES, Panel.LEAST_TIMES));
    }
    return panel;
  }

  /// Compares within a panel that may hold more models; those only make what is rare rarer.
  static Comparison of(Panel panel, String teacher, String suspect, List<String> controls) {
    int[] roles =
        Stream.concat(Stream.of(suspect), controls.stream()).mapToInt(panel::number).toArray();
    var each = new EnumMap<Trait, Leans>(Trait.class);
    for (Trait trait : Trait.values()) {
      each.put(trait, panel.leans(trait, panel.number(teacher), roles));
    }
    var shown = new EnumMap<>(each);
    shown.values().removeIf(leans -> !leans.differ());
    double[] furthest = new double[roles.length];
    Arrays.fill(furthest, Double.NEGATIVE_INFINITY);
    shown
        .values()
        .forEach(leans -> Arrays.setAll(furthest, x -> Math.max(furthest[x], leans.z()[x])));
    return new Comparison(
        teacher,
        suspect,
        controls,
        panel.prompts().size(),
        panel.probes().size(),
        Leans.together(shown, roles.length).standing(controls),
        each.entrySet().stream()
            .map(one -> ofTrait(one.getKey(), one.getValue(), controls, furthest))
            .toList());
  }

  private static OfTrait ofTrait(
      Trait trait, Leans leans, List<String> controls, double[] furthest) {
    double own = leans.z()[0];
    long beyond = Arrays.stream(furthest).skip(1).filter(z -> z >= own).count();
    return new OfTrait(
        trait,
        leans.differ(),
        trait == Trait.PREFERENCES ? leans.ranked(controls) : leans.standing(controls),
        leans.effect(),
        (1 + beyond) / (double) furthest.length);
  }
}
