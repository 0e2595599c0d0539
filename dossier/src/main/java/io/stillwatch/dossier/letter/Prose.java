// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Words;
import io.stillwatch.dossier.letter.Body.Point;
import io.stillwatch.dossier.seal.Facts;
import java.util.List;
import java.util.Locale;

/// The sentences of a letter.
record Prose(Facts facts, Rounding round) {
  private static final double LARGEST_IN_FULL = 6;

  String title() {
    return switch (facts.about().verdict()) {
      case "campaign" -> "Accounts that acted as one and harvested a model";
      case "undeclared-intermediary" -> "Accounts that act as one and pass on the traffic of many";
      default -> "A group of accounts worth a look";
    };
  }

  String finding() {
    Facts.Took took = facts.took();
    return "Between %s and %s, %s accounts sent %s requests to the model API and were given %s tokens of replies for %s tokens of prompts.%s At list prices this comes to %s%s."
        .formatted(
            round.time(took.firstSeen()),
            round.time(took.lastSeen()),
            round.count(took.accounts()),
            round.count(took.exchanges()),
            round.count(took.outputTokens()),
            round.count(took.inputTokens()),
            " They present themselves as %s strangers.".formatted(round.count(took.principals())),
            took.unpriced() ? "at least " : "",
            round.usd(took.listPriceUsd()));
  }

  String certainty() {
    Facts.Standing s = facts.standing();
    return "If these accounts were strangers, a number as large as the one found for common control would come up at most once in %s; %s was asked for, because %s groups were tested. For harvesting, the number is %s; the two are never mixed."
        .formatted(
            seen(s.log10Control()),
            power(s.threshold()),
            round.count(facts.nulls().looks()),
            power(s.log10Extraction()));
  }

  /// No model of strangers is known so well that a chance below this could be claimed.
  private static String seen(double log10) {
    return log10 < Words.CLAIMED + 1
        ? power(log10) + " such groups, as far as the models of strangers hold"
        : "%s such groups. The number itself is %s, but no model of strangers is known that exactly, and no smaller chance is claimed"
            .formatted(power(Words.CLAIMED), power(log10));
  }

  /// An e-value: in full below a million, else as a power of ten, rounded down.
  static String power(double log10) {
    if (log10 >= LARGEST_IN_FULL) {
      return "10^" + (long) Math.floor(log10);
    }
    double value = Math.pow(10, log10);
    return value >= 10
        ? Numbers.count((long) Math.floor(value))
        : String.format(Locale.ROOT, "%.2g", value);
  }

  List<Point> alternatives() {
    return List.of(
        point(
            "One customer with many accounts",
            "Accounts of one declared organisation count as one principal. A contract that shows common ownership would turn this into a question of contract."),
        point(
            "A reseller or gateway that many people use",
            said("X", "what is asked for was compared with groups as busy that nothing accuses")
                + " An intermediary looks like its customers; its verdict is another one and accuses nobody."),
        point(
            "A class, a benchmark or a public template",
            said("E4", "shared payloads were compared with those of groups as busy")
                + " Payloads that many share, and what is registered as public, do not count as division of work."),
        point(
            "A common cap, timer or timetable",
            said("E5", "the split of work was compared with that of other groups with one template")
                + " Customers at their cap are left out, and groups that a timer makes even name nobody."),
        point(
            "An outage, a release or office hours",
            said("E6", "hours were compared with those of groups as busy")
                + " Common hours alone never accuse."),
        point(
            "Replies that were public",
            said("E3", "replies count as private only when nobody had them before")
                + " A place where they could be read before would overturn this part."));
  }

  private String said(String family, String how) {
    return facts.terms().stream()
        .filter(term -> term.family().equals(family))
        .findFirst()
        .map(term -> "%s: e = %s (%s).".formatted(capital(how), power(term.log10E()), family))
        .orElse("Not tested here (%s).".formatted(family));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static Point point(String name, String text) {
    return new Point(name, text);
  }

  /// What public policy texts name, and what the evidence has of it; docs/dossier.md.
  List<Point> elements() {
    Facts.Took took = facts.took();
    return List.of(
        point(
            "Fake or proxy accounts",
            "%s accounts of %s principals that present themselves as strangers; evidence of common control %s against a line of %s."
                .formatted(
                    round.count(took.accounts()),
                    round.count(took.principals()),
                    power(facts.standing().log10Control()),
                    power(facts.standing().threshold()))),
        point(
            "Extraction",
            "Evidence of harvesting %s; %s of the named accounts' work is harvest by use of the group's own scaffolds."
                .formatted(
                    power(facts.standing().log10Extraction()),
                    Numbers.percent(facts.standing().shareHarvest()))),
        point(
            "Breach of terms",
            "Not decided here. The terms that held for these accounts in the window have to be laid beside this dossier by those who answer for them."),
        point(
            "Evaded identity checks",
            said(
                    "E9",
                    "rare facts of signup and connection that coincide were compared with groups as busy")
                + " Whether a check was evaded is a fact the provider has to add."),
        point(
            "Evaded location checks",
            "Not evidence here: no feature looks at country, language or time zone. If the provider knows that a location check was evaded, that fact is to be stated apart, with its source."),
        point(
            "Volume",
            "%s requests, %s tokens, list price %s%s."
                .formatted(
                    round.count(took.exchanges()),
                    round.count(took.inputTokens() + took.outputTokens()),
                    took.unpriced() ? "at least " : "",
                    round.usd(took.listPriceUsd()))),
        point("Window", round.span(took.firstSeen(), took.lastSeen()) + "."),
        point(
            "Circumvention of safeguards",
            facts.standing().techniques().contains("AML.T0051")
                ? "More than a tenth of the requests use a pretext (AML.T0051)."
                : "No such technique stood out."));
  }
}
