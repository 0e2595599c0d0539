// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.letter.Body.Figure;
import io.stillwatch.dossier.seal.Facts;
import io.stillwatch.dossier.seal.Verified;
import io.stillwatch.stats.Gamma;
import java.util.List;
import java.util.Locale;

/// Every figure with its definition, its method, and how sure it is.
record Figures(Verified verified, Rounding round) {
  List<Figure> all() {
    Facts facts = verified.facts();
    Facts.Took took = facts.took();
    return List.of(
        new Figure(
            "Accounts",
            round.count(took.accounts()),
            "Accounts whose own evidence says that they belong to the group.",
            "One e-value for each principal, and e-BH over all %s examined (docs/evidence.md, F11)."
                .formatted(round.count(took.examined())),
            "of those named at most %s in the long run are wrong; here, of %s, about %s"
                .formatted(
                    Numbers.percent(facts.nulls().memberError()),
                    round.count(took.accounts()),
                    Numbers.tenth(facts.nulls().memberError() * took.accounts()))),
        new Figure(
            "Principals",
            round.count(took.principals()),
            "Those who answer for the accounts: a declared organisation, or the account itself.",
            "Accounts of one declared organisation count once.",
            round.interval()),
        new Figure(
            "Exchanges",
            round.count(took.exchanges()),
            "Requests of the named accounts with their replies, in the window.",
            "Counted over the log; one request id counts once.",
            round.interval()),
        new Figure(
            "Tokens",
            "%s in, %s out"
                .formatted(round.count(took.inputTokens()), round.count(took.outputTokens())),
            "Tokens of prompts, cached ones included, and of replies.",
            "Summed as the log states them.",
            round.interval()),
        new Figure(
            "List price",
            (took.unpriced() ? "at least " : "") + round.usd(took.listPriceUsd()),
            "What this use costs by the public price list%s; not what was paid."
                .formatted(
                    facts.about().priceDate().isEmpty() ? "" : " of " + facts.about().priceDate()),
            "Tokens of each model times its list price.",
            took.unpriced()
                ? "a lower bound: some models have no list price"
                : "exact by the list; discounts and caching are not in it"),
        new Figure(
            "Window",
            round.span(took.firstSeen(), took.lastSeen()),
            "First to last exchange of a named account.",
            "Event time of the log, in UTC.",
            "as exact as the log's clock"),
        growth(),
        new Figure(
            "Share of harvest",
            Numbers.percent(facts.standing().shareHarvest()),
            "Share of the exchanges that is harvest and not cover.",
            "Uses of the group's own scaffolds by pieces of work, weighted by exchanges; 0 where the group has none, and then nothing is known of it.",
            shares()),
        new Figure(
            "Stands since",
            round.time(facts.standing().detectedAt()),
            "Since when, in event time, the finding has stood.",
            "End of the hour of the judgement.",
            "within the hour"),
        new Figure(
            "Pools after bans",
            "not measured",
            "New accounts of a closed group's kind.",
            "Family E8; it needs the dates of earlier bans, which a log alone does not hold.",
            "none"));
  }

  /// New accounts a day, with the exact 95% interval of a Poisson rate (Garwood 1936).
  private Figure growth() {
    long accounts = verified.facts().took().accounts();
    Facts.Took took = verified.facts().took();
    double days = Math.max(1, (took.lastSeen() - took.firstSeen()) / 86_400_000.0);
    double low = accounts == 0 ? 0 : Gamma.chi2Inverse(0.025, 2.0 * accounts) / 2 / days;
    double high = Gamma.chi2Inverse(0.975, 2.0 * (accounts + 1)) / 2 / days;
    return new Figure(
        "Growth",
        Numbers.measure(accounts / days) + " new accounts a day",
        "How many named accounts were first seen a day, on average over the window.",
        "Accounts by days; first exchanges are taken as a Poisson process.",
        String.format(Locale.ROOT, "95%% interval %.2g to %.2g", low, high));
  }

  /// The middle half of the accounts.
  private String shares() {
    List<Double> sorted =
        verified.facts().accounts().stream().map(Facts.Person::shareHarvest).sorted().toList();
    if (sorted.isEmpty()) {
      return "none";
    }
    return "middle half of the accounts: %s to %s"
        .formatted(
            Numbers.percent(sorted.get(sorted.size() / 4)),
            Numbers.percent(sorted.get(sorted.size() * 3 / 4)));
  }
}
