// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.lineage.compare.Comparison;
import io.stillwatch.marks.Decoys;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.keys.KeyProof;
import io.stillwatch.marks.twins.SignTest;
import io.stillwatch.stats.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
/// @param proof since when the tested key has existed, if that is proved
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
    Optional<Comparison> likeness,
    Optional<KeyProof> proof) {

  /// Questions with an answer, and without.
  ///
  /// @param tracers answered, of those
  /// @param circles served contexts that were not asked: see [Untangled]
  public record Heard(long answers, long failed, long tracers, long circles) {}

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
  /// @param campaigns joint e-values of the other keys of the plan: silent unless the suspect was
  ///   exposed to what they marked, too
  /// @param random the largest joint e-value of random keys, which marked nothing
  /// @param clean e-value of a clean model's text
  /// @param strength mean score of our own marked text above that of a random key
  /// @param served scores after contexts that we served
  /// @param fresh scores after contexts that we never served
  /// @param complete whether all that was served is known
  public record Controls(
      SortedMap<String, Double> campaigns,
      double random,
      OptionalDouble clean,
      OptionalDouble strength,
      Side served,
      Side fresh,
      boolean complete) {
    public Controls {
      campaigns = Collections.unmodifiableSortedMap(new TreeMap<>(campaigns));
    }

    /// Other keys of the plan that show.
    public List<String> alsoShown() {
      return campaigns.entrySet().stream()
          .filter(key -> key.getValue() >= ALARM)
          .map(Map.Entry::getKey)
          .toList();
    }

    /// From where the mark is known.
    public Origin origin() {
      boolean everywhere =
          fresh.z() >= SURE && fresh.mean() >= PROXY_STRENGTH * strength.orElse(1e9);
      boolean apart = served.z() >= SURE && served.above(fresh) >= APART;
      if (everywhere) {
        return complete ? Origin.EVERYWHERE : Origin.BEYOND;
      }
      return apart ? Origin.SERVED : Origin.OPEN;
    }
  }

  /// Where a suspect's own text is marked.
  public enum Origin {
    SERVED(
        "only after contexts that we served: it learned from our outputs, or from somebody who did"),
    EVERYWHERE(
        "everywhere, like our own text: it holds the key, or passes questions on to us; no student and no forger could"),
    BEYOND(
        "also outside of the text that was given, nearly as strong as ours: it learned from more than that, or holds the key, or passes questions on; queries.index or controls.tracers tell"),
    OPEN("as strong as it is, and its free text does not tell from where");

    private final String word;

    Origin(String word) {
      this.word = word;
    }

    /// As reports say it.
    public String word() {
      return word;
    }
  }

  /// Scores of distinct pairs above what a random key gives: mean, and standard deviations from 0.
  public record Side(long pairs, double mean, double z) {
    /// How far this mean lies above another's, in standard deviations; 0 where one has no pairs.
    double above(Side other) {
      if (pairs == 0 || other.pairs() == 0 || z == 0) {
        return 0;
      }
      double one = mean * Math.sqrt((double) pairs) / z;
      return (mean - other.mean()) / (one * Math.sqrt(1.0 / pairs + 1.0 / other.pairs()));
    }

    static Side of(Split.Side side) {
      return new Side(side.pairs(), side.mean(), side.z());
    }
  }

  /// What a negative result excludes, at 95% for both layers together.
  ///
  /// @param text upper limit of the mean score of a distinct pair of free text above that of a
  ///   random key
  /// @param served likewise after contexts that we served; infinite where none was asked
  /// @param share the limit of free text as a share of our own marked text's; absent without that
  /// @param exposure the smallest share of marked text in training of which nine students in ten
  ///   score above either limit in the laboratory's curve; absent without a curve, or where none
  ///   does
  public record Bound(double text, double served, OptionalDouble share, OptionalDouble exposure) {
    /// 97.5% for each of two.
    private static final double Z = 1.96;

    static Bound of(Exposure.Scored ours, OptionalDouble strength, Plan plan) throws IOException {
      double text = limit(ours.text());
      double served = limit(ours.served());
      return new Bound(
          text,
          served,
          strength.isPresent() && strength.getAsDouble() > 0
              ? OptionalDouble.of(Math.max(0, text / strength.getAsDouble()))
              : OptionalDouble.empty(),
          plan.curve().isEmpty()
              ? OptionalDouble.empty()
              : smallest(plan.curve().get(), plan, List.of(text, served)));
    }

    private static double limit(Tally tally) {
      return Exposure.excess(tally) + Z * Exposure.spread(tally);
    }

    private static OptionalDouble smallest(Path file, Plan plan, List<Double> limits)
        throws IOException {
      JsonNode curve = Json.parse(Files.readString(file), file.toString());
      int window = plan.secret().profile().reach().window();
      if (curve.path("window").asInt(window) != window) {
        throw new BadInput(
            "%s is of window %d and the plan's mark of window %d; make one with stillwatch lab curve --window %d --json"
                .formatted(file, curve.path("window").asInt(), window, window));
      }
      OptionalDouble least = OptionalDouble.empty();
      for (JsonNode point : curve.path("points")) {
        double exposure = point.path("exposure").asDouble(Double.NaN);
        boolean excluded =
            above(point, "excess_low", limits.getFirst())
                || above(point, "served_excess_low", limits.getLast());
        if (excluded && exposure > 0 && exposure < least.orElse(Double.POSITIVE_INFINITY)) {
          least = OptionalDouble.of(exposure);
        }
      }
      return least;
    }

    private static boolean above(JsonNode point, String name, double limit) {
      return point.path(name).asDouble(Double.NEGATIVE_INFINITY) > limit;
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
  private static final double SURE = 6;
  private static final double APART = 3;

  /// The same with other controls.
  Verdict with(Controls other) {
    return new Verdict(plan, root, heard, ours, twins, logE, decoys, other, bound, likeness, proof);
  }

  /// The reading.
  public Reading reading() {
    boolean alarm =
        controls.random() >= ALARM
            || controls.clean().orElse(0) >= ALARM
            || twins.unusedLogE() >= ALARM;
    if (alarm) {
      return Reading.INVALID;
    }
    if (logE < -Math.log(plan.rule().alpha())) {
      return Reading.NOT_SHOWN;
    }
    if (controls.origin() == Origin.EVERYWHERE) {
      return Reading.PROXY;
    }
    double decades = Logs.log10(logE);
    return decades >= 8 ? Reading.OVERWHELMING : decades >= 4 ? Reading.STRONG : Reading.SHOWN;
  }

  /// All figures, for programs and for the evidence file.
  public Map<String, Object> figures() {
    var all = new LinkedHashMap<String, Object>();
    all.put("reading", reading().word());
    all.put("log10_e", decades(logE));
    all.put("answers", heard.answers());
    all.put("failed", heard.failed());
    all.put("tracers", heard.tracers());
    all.put("contexts_in_circles", heard.circles());
    all.put("text", layer(ours.text(), ours.textLogE(!plan.rule().early())));
    ours.indexed().ifPresent(tally -> all.put("indexed", layer(tally, tally.logE())));
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
    limit.put("text", finite(bound.text()));
    limit.put("served", finite(bound.served()));
    bound.share().ifPresent(share -> limit.put("share", share));
    bound.exposure().ifPresent(share -> limit.put("exposure", share));
    all.put("bound", limit);
    proof.ifPresent(age -> all.put("key_root", Map.of("day", age.day(), "root", age.root())));
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
    controls.campaigns().forEach((key, e) -> all.put("key: " + key, decades(e)));
    all.put("random keys at most", decades(controls.random()));
    all.put("also shown", controls.alsoShown());
    all.put("origin", controls.origin().word());
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

  private static Object finite(double limit) {
    return Double.isInfinite(limit) ? "none" : limit;
  }

  private static double decades(double ln) {
    return Double.isInfinite(ln) ? Math.signum(ln) * 1e9 : Logs.log10(ln);
  }
}
