// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Visible;
import io.stillwatch.dossier.Words;
import io.stillwatch.dossier.letter.Body.Point;
import io.stillwatch.dossier.letter.Body.Term;
import io.stillwatch.dossier.seal.Facts;
import io.stillwatch.dossier.seal.Verified;
import io.stillwatch.model.Family;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts what was verified into words. The same facts and the same audience give the same words.
final class Composer {
  private final Verified verified;
  private final Facts facts;
  private final Audience audience;
  private final Rounding round;

  private final String evidence;

  private Composer(Verified verified, String evidence, Audience audience, Rounding round) {
    this.verified = verified;
    this.evidence = evidence;
    this.audience = audience;
    this.round = round;
    facts = verified.facts();
  }

  /// Figures as they are.
  static Body exact(Verified verified, String evidence, Audience audience) {
    return new Composer(verified, evidence, audience, Rounding.EXACT).body();
  }

  /// Figures of two digits, dates to the day; no single number that would let a reader find the
  /// accounts in a log of his own.
  static Body rounded(Verified verified, String evidence) {
    return new Composer(verified, evidence, Audience.PUBLIC, Rounding.COARSE).body();
  }

  private Body body() {
    boolean open = audience == Audience.PUBLIC;
    var prose = new Prose(facts, round);
    return new Body(
        audience.word(),
        audience.note(),
        prose.title(),
        Visible.of(facts.about().campaign()),
        facts.about().verdict(),
        opening(prose),
        new Figures(verified, round).all(),
        open ? List.of() : facts.terms().stream().map(Composer::term).toList(),
        charts(),
        unseen(),
        prose.alternatives(),
        innocents(),
        prose.elements(),
        models(),
        facts.standing().techniques().stream()
            .map(id -> new Point(Visible.of(id), Words.technique(id)))
            .toList(),
        facts.standing().overturn().stream().map(Visible::of).toList(),
        open ? List.of() : new Mathematics(facts).all(),
        verified.checks(),
        Verified.trusted(),
        Visible.of(facts.about().program()),
        evidence);
  }

  private List<String> opening(Prose prose) {
    var opening = new ArrayList<String>();
    opening.add(prose.finding());
    Verdict verdict =
        Arrays.stream(Verdict.values())
            .filter(v -> v.word().equals(facts.about().verdict()))
            .findFirst()
            .orElse(Verdict.WATCH);
    opening.add(Words.meaning(verdict));
    opening.add(prose.certainty());
    opening.add(
        "It says what accounts did. It does not say who stands behind them, and it is no opinion on"
            + " the law.");
    return opening;
  }

  private static Term term(Facts.Term t) {
    Family family = Family.valueOf(t.family());
    return new Term(
        t.family(),
        family.title(),
        Words.asks(family),
        Visible.of(t.says()),
        Numbers.measure(t.observed()),
        Numbers.measure(t.expected()),
        Numbers.tenth(t.log10E()),
        Visible.of(t.nullModel()));
  }

  private List<Chart> charts() {
    var charts = new Charts(text -> round.count(Long.parseLong(text)));
    var all = new ArrayList<Chart>();
    if (!verified.days().isEmpty()) {
      all.add(charts.timeline(verified.days()));
      all.add(charts.growth(verified.days(), verified.arrivals()));
    }
    if (!verified.ties().isEmpty() && audience != Audience.PUBLIC) {
      all.add(charts.graph(verified.ties()));
    }
    if (!verified.course().isEmpty() && audience != Audience.PUBLIC) {
      all.add(charts.course(verified.days(), verified.course()));
    }
    return all;
  }

  private List<Point> models() {
    return facts.models().stream()
        .map(
            m ->
                new Point(
                    m.model().isEmpty() ? "(not named in the log)" : Visible.of(m.model()),
                    "%s exchanges, %s input and %s output tokens%s"
                        .formatted(
                            round.count(m.exchanges()),
                            round.count(m.inputTokens()),
                            round.count(m.outputTokens()),
                            m.usd()
                                .map(usd -> ", list price " + round.usd(usd))
                                .orElse(", no list price known"))))
        .toList();
  }

  private List<String> unseen() {
    var unseen = new ArrayList<String>();
    unseen.add(
        "Anything outside the log: %s."
            .formatted(round.span(facts.about().logFrom(), facts.about().logUntil())));
    facts.about().unavailable().forEach(why -> unseen.add(Visible.of(why) + "."));
    unseen.add("What became of the replies: whether a model was trained on them is not seen here.");
    unseen.add(
        "Who stands behind the accounts: nationality, language, time zone and names are no evidence and were not looked at.");
    unseen.add("Transcripts bought elsewhere, and partner clouds that hand on no telemetry.");
    unseen.add("Accounts of the same actor that passed nothing on and used other scaffolds.");
    return unseen;
  }

  private List<Point> innocents() {
    var points = new ArrayList<Point>();
    Facts.Nulls nulls = facts.nulls();
    for (Facts.Flow flow : nulls.flows()) {
      if (flow.chances() > 0) {
        points.add(
            new Point(
                flow.family() + ", accounts outside linked groups",
                "%s passings among %s chances; taken as at most %s a chance"
                    .formatted(
                        round.count(flow.events()),
                        round.count(flow.chances()),
                        Numbers.measure(flow.rate()))));
      }
    }
    for (Facts.Matched m : nulls.matched()) {
      points.add(
          new Point(
              m.family() + ", " + m.groups() + " groups of other accounts as busy",
              "in the middle %s, at most %s; this group %s"
                  .formatted(
                      Numbers.measure(m.median()),
                      Numbers.measure(m.most()),
                      Numbers.measure(m.observed()))));
    }
    if (nulls.templates() > 0) {
      points.add(
          new Point(
              "E5, other groups that share a template",
              round.count(nulls.templates()) + " of them say how uneven strangers are"));
    }
    points.add(
        new Point(
            "Everybody else",
            "%s of %s other principals use one of the scaffolds that tie this group"
                .formatted(round.count(nulls.outside()), round.count(nulls.outsiders()))));
    return points;
  }
}
