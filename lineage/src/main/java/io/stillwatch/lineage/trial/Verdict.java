// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.lineage.compare.Comparison;
import io.stillwatch.marks.Decoys;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.twins.SignTest;
import io.stillwatch.stats.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a test showed. E-values and p-values are natural logarithms here, decades in [#figures].
///
/// @param root of the evidence
/// @param ours L1 to L3 under the tested key
/// @param logE the joint e-value of L1 to L4
/// @param decoys our key among random ones, on the free text
/// @param likeness L5, which corroborates and is not part of the e-value
public record Verdict(
    Plan plan,
    String root,
    Heard heard,
    Exposure.Scored ours,
    Twins twins,
    double logE,
    Decoys decoys,
    Controls controls,
    Bound bound,
    Optional<Comparison> likeness) {

  /// Questions with an answer, and without.
  public record Heard(long answers, long failed) {}

  /// L4: how often the suspect gave the served variant, and the other; and the same of pairs that
  /// nobody was served.
  public record Twins(long up, long down, long unusedUp, long unusedDown) {
    /// The logarithm of the e-value.
    public double logE() {
      return new SignTest(up, down).logE();
    }

    /// The control's.
    public double unusedLogE() {
      return new SignTest(unusedUp, unusedDown).logE();
    }
  }

  /// What must not show, and whether it does.
  ///
  /// @param wrongKeys joint e-values of other keys
  /// @param clean e-value of a clean model's text
  /// @param strength mean score of our own marked text above that of a random key
  /// @param served scores after contexts that we served
  /// @param fresh scores after contexts that we never served
  public record Controls(
      SortedMap<String, Double> wrongKeys,
      OptionalDouble clean,
      OptionalDouble strength,
      Side served,
      Side fresh) {
    public Controls {
      wrongKeys = Collections.unmodifiableSortedMap(new TreeMap<>(wrongKeys));
    }
  }

  /// Scores of distinct pairs above what a random key gives: mean, and standard deviations from 0.
  public record Side(long pairs, double mean, double z) {
    static Side of(Split.Side side) {
      return new Side(side.pairs(), side.mean(), side.z());
    }
  }

  /// What a negative result excludes, at 95%.
  ///
  /// @param excess the mean score of a distinct pair of free text above that of a random key
  /// @param upper its upper limit
  /// @param share the upper limit as a share of our own marked text's; absent without that
  /// @param exposure the smallest share of marked text in training whose students score above the
  ///   limit in the laboratory's curve; absent without a curve, or where none does
  public record Bound(double excess, double upper, OptionalDouble share, OptionalDouble exposure) {
    private static final double Z95 = 1.645;

    static Bound of(Exposure.Scored ours, OptionalDouble strength, Optional<Path> curve)
        throws IOException {
      double excess = Exposure.excess(ours.text());
      double upper = excess + Z95 * Exposure.spread(ours.text());
      return new Bound(
          excess,
          upper,
          strength.isPresent() && strength.getAsDouble() > 0
              ? OptionalDouble.of(Math.max(0, upper / strength.getAsDouble()))
              : OptionalDouble.empty(),
          curve.isEmpty() ? OptionalDouble.empty() : smallest(curve.get(), upper));
    }

    private static OptionalDouble smallest(Path curve, double upper) throws IOException {
      JsonNode points = Json.parse(Files.readString(curve), curve.toString()).path("points");
      OptionalDouble least = OptionalDouble.empty();
      for (JsonNode point : points) {
        double exposure = point.path("exposure").asDouble(Double.NaN);
        if (point.path("excess_low").asDouble(Double.NEGATIVE_INFINITY) > upper
            && exposure < least.orElse(Double.POSITIVE_INFINITY)) {
          least = OptionalDouble.of(exposure);
        }
      }
      return least;
    }
  }

  /// How the joint e-value reads.
  public enum Reading {
    NOT_SHOWN("not shown"),
    SHOWN("shown"),
    STRONG("strong"),
    OVERWHELMING("overwhelming"),
    /// A control speaks that must be silent.
    INVALID("invalid: a control that must be silent is not"),
    /// As strong as our own text, also after contexts that nobody was served.
    PROXY("runtime exposure: the answers are marked like our own, also where nothing was served");

    private final String word;

    Reading(String word) {
      this.word = word;
    }

    /// As reports say it.
    public String word() {
      return word;
    }
  }

  /// A control that is independent of the suspect reaches this once in 10,000 tests.
  private static final double ALARM = Math.log(1e4);

  private static final double PROXY_STRENGTH = 0.6;
  private static final double PROXY_Z = 6;

  /// The reading.
  public Reading reading() {
    boolean alarm =
        controls.wrongKeys().values().stream().anyMatch(e -> e >= ALARM)
            || controls.clean().orElse(0) >= ALARM
            || twins.unusedLogE() >= ALARM;
    if (alarm) {
      return Reading.INVALID;
    }
    if (logE < -Math.log(plan.rule().alpha())) {
      return Reading.NOT_SHOWN;
    }
    if (likeAProxy()) {
      return Reading.PROXY;
    }
    double decades = Logs.log10(logE);
    return decades >= 8 ? Reading.OVERWHELMING : decades >= 4 ? Reading.STRONG : Reading.SHOWN;
  }

  private boolean likeAProxy() {
    double strength = controls.strength().orElse(Double.POSITIVE_INFINITY);
    return controls.fresh().z() >= PROXY_Z && controls.fresh().mean() >= PROXY_STRENGTH * strength;
  }

  /// All figures, for programs and for the evidence file.
  public Map<String, Object> figures() {
    var all = new LinkedHashMap<String, Object>();
    all.put("reading", reading().word());
    all.put("log10_e", decades(logE));
    all.put("answers", heard.answers());
    all.put("failed", heard.failed());
    all.put("text", layer(ours.text(), ours.textLogE(!plan.rule().early())));
    all.put("served", layer(ours.served(), ours.served().logE()));
    all.put(
        "chances",
        Map.of(
            "contexts", ours.chances().contexts(),
            "z", ours.chances().z(),
            "log10_e", decades(ours.chances().logE())));
    all.put("log10_p_text_bound", decades(ours.text().logPWeightedBound()));
    all.put("decoy_p", decoys.p());
    all.put(
        "twins",
        Map.of("served", twins.up(), "other", twins.down(), "log10_e", decades(twins.logE())));
    all.put("controls", controlFigures());
    var limit = new LinkedHashMap<String, Object>();
    limit.put("excess", bound.excess());
    limit.put("upper", Double.isInfinite(bound.upper()) ? "none" : bound.upper());
    bound.share().ifPresent(share -> limit.put("share", share));
    bound.exposure().ifPresent(share -> limit.put("exposure", share));
    all.put("bound", limit);
    likeness.ifPresent(
        like ->
            all.put(
                "likeness",
                Map.of(
                    "p_over_models", like.standing().p(),
                    "controls", like.controls().size(),
                    "inherited", like.inherited().stream().map(t -> t.word()).toList())));
    return all;
  }

  private Map<String, Object> controlFigures() {
    var all = new LinkedHashMap<String, Object>();
    controls.wrongKeys().forEach((key, e) -> all.put("key: " + key, decades(e)));
    controls.clean().ifPresent(e -> all.put("clean model", decades(e)));
    all.put("unserved twins", decades(twins.unusedLogE()));
    controls.strength().ifPresent(mean -> all.put("strength of our own text", mean));
    all.put("after served contexts", side(controls.served()));
    all.put("after contexts never served", side(controls.fresh()));
    return all;
  }

  private static Map<String, Object> side(Side side) {
    return Map.of("pairs", side.pairs(), "mean", side.mean(), "z", side.z());
  }

  private static Map<String, Object> layer(Tally tally, double logE) {
    return Map.of(
        "pairs", tally.pairs(),
        "mean_excess", Exposure.excess(tally),
        "log10_e", decades(logE));
  }

  private static double decades(double ln) {
    return Double.isInfinite(ln) ? Math.signum(ln) * 1e9 : Logs.log10(ln);
  }
}
