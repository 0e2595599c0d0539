// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.model.Day;
import io.stillwatch.model.Tie;
import io.stillwatch.stats.MatchedRank;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Computes every number of an evidence file again, from the file alone: exhibits to counts, counts
/// to statistics, statistics to e-values. Stops at the first thing that does not match.
public final class Verifier {
  /// Version of the format that is written and read.
  static final long FORMAT = 1;

  private static final long DAY = 86_400_000;

  private Verifier() {}

  /// @param gzip an evidence file as a scan writes it
  /// @throws Broken with the first thing that does not match
  public static Verified evidence(InputStream gzip) throws IOException {
    var ledger = new Ledger();
    var counting = new ArrayList<Recount>(1);
    new Lines(gzip)
        .each(
            (line, text) -> {
              if (line instanceof Line.Exhibit x) {
                if (counting.isEmpty()) {
                  counting.add(new Recount(ledger));
                }
                counting.getFirst().add(x, text);
              } else {
                ledger.take(line);
              }
            });
    Recount recount = counting.isEmpty() ? new Recount(ledger) : counting.getFirst();
    try {
      return verified(ledger, recount);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new Broken("the evidence holds what cannot be computed with");
    }
  }

  private static Verified verified(Ledger ledger, Recount recount) throws Broken {
    var checks = new Checks();
    recount.check(checks);
    var recompute = new Recompute(ledger);
    recompute.check(checks);
    List<Day> days = recount.days();
    List<Long> ends = days.stream().map(day -> day.at() + DAY - 1).toList();
    var course = new ArrayList<Verified.Course>();
    for (Flows flow : recompute.flows()) {
      if (flow.strangers().chances() > 0 && !days.isEmpty()) {
        course.add(
            new Verified.Course(flow.name(), flow.course(ends, recount.chancesBy(flow.family()))));
      }
    }
    return new Verified(
        facts(ledger, recompute),
        recount.exhibits(),
        days,
        recount.arrivals(),
        ties(ledger),
        course,
        checks.passed());
  }

  private static List<Tie> ties(Ledger ledger) {
    var counts = new TreeMap<String, Tie>();
    for (Line.Passing p : ledger.passings) {
      String from = Long.toString(p.from());
      String to = Long.toString(p.to());
      String kind = io.stillwatch.model.Family.valueOf(p.family()).title();
      counts.merge(
          from + " " + to + " " + kind,
          new Tie(from, to, kind, 1),
          (a, b) -> new Tie(a.from(), a.to(), a.kind(), a.times() + 1));
    }
    return counts.values().stream().sorted(Comparator.comparingInt(Tie::times).reversed()).toList();
  }

  private static Facts facts(Ledger ledger, Recompute recompute) throws Broken {
    Line.Head h = ledger.head();
    Line.Claims c = ledger.claims();
    var principals = new HashSet<Long>();
    var people = new ArrayList<Facts.Person>();
    for (int n = 0; n < ledger.accounts.size(); n++) {
      Line.Account a = ledger.accounts.get(n);
      if (a.named()) {
        principals.add(a.principal());
        people.add(
            new Facts.Person(
                n,
                (int) a.principal(),
                a.commitment(),
                a.log10E(),
                a.shareHarvest(),
                a.exchanges(),
                a.inputTokens(),
                a.outputTokens()));
      }
    }
    boolean unpriced = ledger.models.stream().anyMatch(m -> m.usd().size() < 2);
    return new Facts(
        new Facts.About(
            h.program(),
            h.campaign(),
            h.verdict(),
            h.logFrom(),
            h.logUntil(),
            h.publicKey(),
            h.priceDate(),
            h.unavailable()),
        new Facts.Took(
            c.accounts(),
            principals.size(),
            c.examined(),
            c.exchanges(),
            c.inputTokens(),
            c.outputTokens(),
            c.listPriceUsd(),
            unpriced,
            c.firstSeen(),
            c.lastSeen()),
        new Facts.Standing(
            c.detectedAt(),
            c.log10Control(),
            c.log10Extraction(),
            c.threshold(),
            c.shareHarvest(),
            c.techniques(),
            c.overturn()),
        ledger.models.stream().map(Verifier::model).toList(),
        ledger.families.stream().map(Verifier::term).toList(),
        people,
        nulls(ledger, recompute));
  }

  private static Facts.Model model(Line.Model m) {
    Optional<Double> usd = m.usd().size() < 2 ? Optional.empty() : Optional.of(Bills.usd(m));
    return new Facts.Model(m.model(), m.exchanges(), m.inputTokens(), m.outputTokens(), usd);
  }

  private static Facts.Term term(Line.Family f) {
    return new Facts.Term(
        f.family(),
        f.statistic(),
        f.observed(),
        f.expected(),
        f.log10E(),
        f.says(),
        f.nullModel(),
        f.over());
  }

  private static Facts.Nulls nulls(Ledger ledger, Recompute recompute) throws Broken {
    var flows = new ArrayList<Facts.Flow>();
    for (Flows flow : recompute.flows()) {
      Line.Strangers s = flow.strangers();
      flows.add(new Facts.Flow(s.family(), s.events(), s.chances(), flow.rate()));
    }
    var matched = new ArrayList<Facts.Matched>();
    for (Line.Ranking r : ledger.rankings) {
      MatchedRank rank = recompute.ranked(r.family());
      double most = r.matched().stream().mapToDouble(Double::doubleValue).max().orElse(0);
      matched.add(
          new Facts.Matched(r.family(), r.matched().size(), rank.typical(), most, r.observed()));
    }
    Line.Control control = ledger.control();
    Line.Belonging b = ledger.belonging();
    Line.Evenness e = ledger.evenness;
    return new Facts.Nulls(
        control.rate(),
        control.looks(),
        control.named(),
        flows,
        matched,
        e == null ? 0 : e.fitted().size(),
        b.outside(),
        b.outsiders(),
        b.error());
  }
}
