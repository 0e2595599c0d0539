// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.lineage.compare.ComparisonReport;
import io.stillwatch.lineage.plot.Svg;
import io.stillwatch.marks.Tally;
import io.stillwatch.marks.keys.KeyProof;
import io.stillwatch.stats.Logs;
import java.util.List;
import java.util.Locale;

/// A verdict for people, and as a page.
///
/// @param verdict what was found
/// @param commitment what was registered
public record VerdictReport(Verdict verdict, String commitment) {
  private static final String SHOWS =
      "It shows, if anything, that the suspect was exposed to our outputs under the tested key: trained on them, or given them while it ran."
          + " It shows neither intent, nor how much of the suspect's ability comes from there, nor who fetched the outputs.";

  /// Tables and what they mean.
  public String text() {
    var text = new StringBuilder();
    Exposure.Scored ours = verdict.ours();
    line(text, "%s%n", verdict.plan().title());
    line(
        text,
        "Result: %s. Joint e-value 10^%.1f; level %s.",
        verdict.reading().word(),
        decades(verdict.logE()),
        verdict.plan().rule().alpha());
    line(
        text,
        "%,d answers, %,d questions without, %,d served contexts not asked because they stand in a circle. Registered as %s.%n",
        verdict.heard().answers(),
        verdict.heard().failed(),
        verdict.heard().circles(),
        commitment);
    line(text, "%-26s%10s%14s%18s%10s", "LAYER", "PAIRS", "MEAN EXCESS", "95% INTERVAL", "LOG10 E");
    layer(text, "L1 free text", ours.text(), ours.textLogE(!verdict.plan().rule().early()));
    ours.indexed().ifPresent(tally -> layer(text, "L1 at indexed contexts", tally, tally.logE()));
    layer(text, "L2 served contexts", ours.served(), ours.served().logE());
    line(
        text,
        "%-26s%,10d%14s%18s%10.1f",
        "L3 chances told",
        ours.chances().contexts(),
        String.format(Locale.ROOT, "z %.1f", ours.chances().z()),
        "",
        decades(ours.chances().logE()));
    Verdict.Twins twins = verdict.twins();
    line(
        text,
        "%-26s%,10d%14s%18s%10.1f",
        "L4 twins",
        twins.up() + twins.down(),
        twins.up() + " : " + twins.down(),
        "",
        decades(twins.logE()));
    if (verdict.plan().rule().early()) {
      line(
          text, "The plan may stop early: after that only the e-value counts; p is at most 1 / e.");
    } else {
      line(
          text,
          "%nFree text alone: log10 p at most %.1f (weighted, exact bound); rank among %,d random keys: p = %.5f.",
          decades(ours.text().logPWeightedBound()),
          verdict.decoys().decoys(),
          verdict.decoys().p());
    }
    verdict.proof().ifPresent(proof -> age(text, proof));
    controls(text);
    bound(text);
    verdict
        .likeness()
        .ifPresent(
            like ->
                line(
                    text,
                    "%nL5, corroborative, not part of the e-value:%n%s",
                    new ComparisonReport(like).text()));
    line(text, "%n%s", SHOWS);
    line(text, "Root of the evidence: %s", verdict.root());
    return text.toString();
  }

  private static void age(StringBuilder text, KeyProof proof) {
    line(
        text,
        "%nThe tested key was committed to under the root of %s, %s: whoever has seen that root knows that the key is not younger.",
        proof.day(),
        proof.root());
  }

  private void controls(StringBuilder text) {
    Verdict.Controls controls = verdict.controls();
    line(text, "%nControls, log10 e (must stay below 4):");
    line(text, "  %-40s%8.1f", "random keys, the highest", decades(controls.random()));
    line(
        text,
        "  %-40s%8s",
        "a clean model's text",
        controls.clean().isPresent()
            ? String.format(Locale.ROOT, "%.1f", decades(controls.clean().getAsDouble()))
            : "not given");
    line(
        text,
        "  %-40s%8.1f",
        "twins that nobody was served",
        decades(verdict.twins().unusedLogE()));
    if (!controls.campaigns().isEmpty()) {
      line(
          text,
          "Other keys of the plan, log10 e (silent unless the suspect saw what they marked):");
      controls.campaigns().forEach((key, e) -> line(text, "  %-40s%8.1f", key, decades(e)));
    }
    if (!controls.alsoShown().isEmpty()) {
      line(
          text,
          "  It shows under %s too: so it was exposed to more than what the tested key marked.",
          String.join(", ", controls.alsoShown()));
    }
    line(text, "Spoof and live-proxy test, on free text, mean excess:");
    side(text, "after contexts that we served", controls.served());
    side(text, "after contexts that nobody was served", controls.fresh());
    line(
        text,
        "  %-40s%8s",
        "mean excess of our own marked text",
        controls.strength().isPresent()
            ? String.format(Locale.ROOT, "%.3f", controls.strength().getAsDouble())
            : "not given");
    line(
        text,
        "  Its text is marked %s.%n  Which contexts were served is known as far as our text was given. We asked the suspect itself: nobody else's text is judged.",
        controls.origin().word());
    Verdict.Heard heard = verdict.heard();
    line(
        text,
        "  %s",
        heard.tracers() == 0
            ? "No tracers were asked (controls.tracers): whether it passes questions on is known from its text alone."
            : heard.tracers()
                + " tracers were asked: stillwatch lineage traced looks for them among what we were asked ourselves.");
  }

  private static void side(StringBuilder text, String word, Verdict.Side side) {
    line(text, "  %-40s%8.3f  (%,d pairs, z %.1f)", word, side.mean(), side.pairs(), side.z());
  }

  private void bound(StringBuilder text) {
    Verdict.Bound bound = verdict.bound();
    line(
        text,
        "%nAt 95%%, the mean excess of the suspect's free text is below %.4f%s, and after contexts that we served below %.3f%s.",
        bound.text(),
        bound.share().isPresent()
            ? String.format(
                Locale.ROOT, ", %.1f%% of our own text's", 100 * bound.share().getAsDouble())
            : "",
        bound.served(),
        bound.exposure().isPresent()
            ? String.format(
                Locale.ROOT,
                "; in the laboratory's curve, nine of ten students of a share of %.1f%% or more score higher",
                100 * bound.exposure().getAsDouble())
            : "");
  }

  private static void layer(StringBuilder text, String word, Tally tally, double logE) {
    long pairs = tally.pairs();
    double mean = Exposure.excess(tally);
    double half = 1.96 * Exposure.spread(tally);
    line(
        text,
        "%-26s%,10d%14s%18s%10.1f",
        word,
        pairs,
        pairs == 0 ? "-" : String.format(Locale.ROOT, "%+.4f", mean),
        pairs == 0 ? "-" : String.format(Locale.ROOT, "%+.3f .. %+.3f", mean - half, mean + half),
        decades(logE));
  }

  private static double decades(double ln) {
    return Double.isInfinite(ln) ? 0 : Logs.log10(ln);
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form + "\n", values));
  }

  /// Our key among the controls.
  public String svg() {
    double ours = decades(verdict.logE());
    double top = Math.max(8, ours * 1.05);
    var svg =
        new Svg(
            "Joint e-value of the tested key, and of keys that must not show",
            820,
            190,
            List.of(-4.0, top),
            List.of(-1.0, 2.0));
    for (int e = 0; e <= top; e += (int) Math.max(2, Math.ceil(top / 8))) {
      svg.tickX(e, "10^" + e);
    }
    svg.tickY(1, "tested key").tickY(0, "other keys");
    svg.dot(Math.clamp(ours, -4, top), 1, "#b5452c", 7);
    verdict
        .controls()
        .campaigns()
        .values()
        .forEach(e -> svg.dot(Math.clamp(decades(e), -4, top), 0, "#888", 5));
    svg.dot(Math.clamp(decades(verdict.controls().random()), -4, top), 0, "#888", 5);
    return svg.text();
  }

  /// A page that loads nothing from elsewhere.
  public String html() {
    return """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s</title>
        <style>body{font:15px/1.5 sans-serif;max-width:64em;margin:2em auto;padding:0 1em}pre{background:#f6f6f6;padding:1em;overflow:auto}</style>
        <h1>%1$s</h1><p><b>Result: %2$s.</b> %3$s</p>
        %4$s
        <pre>%5$s</pre></html>
        """
        .formatted(
            Svg.escaped(verdict.plan().title()),
            Svg.escaped(verdict.reading().word()),
            Svg.escaped(SHOWS),
            svg(),
            Svg.escaped(text()));
  }
}
