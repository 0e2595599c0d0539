// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import java.util.List;
import java.util.stream.IntStream;

/// All that `report.mustache` prints. Text from a log has gone through [Visible]; the template
/// engine escapes it.
///
/// @param clear no verdict `campaign` was reached
/// @param span the event time read; empty when nothing was
/// @param list every group, in the order of [Findings]
/// @param parts the first of them in full
record Page(
    String version,
    String headline,
    String beside,
    boolean clear,
    String span,
    String tested,
    List<Fact> facts,
    List<Listed> list,
    List<Part> parts,
    Basis basis) {

  static Page of(Scan scan, Findings findings) {
    Budget budget = Budget.of(findings);
    List<Campaign> all = findings.all();
    List<Listed> list =
        IntStream.range(0, all.size())
            .mapToObj(i -> Listed.of(anchor(i, budget), all.get(i), scan.prices()))
            .toList();
    List<Part> parts =
        IntStream.range(0, budget.parts())
            .mapToObj(i -> Part.of(anchor(i, budget), all.get(i), scan, budget))
            .toList();
    return new Page(
        Visible.of(scan.version()),
        Headline.of(findings),
        Headline.beside(findings),
        findings.with(Verdict.CAMPAIGN).isEmpty(),
        scan.window().map(Times::span).orElse(""),
        Words.many(scan.testing().candidates(), "group"),
        facts(scan),
        list,
        parts,
        Basis.of(scan));
  }

  boolean some() {
    return !list.isEmpty();
  }

  /// Some groups stand in the list only.
  boolean shortened() {
    return parts.size() < list.size();
  }

  private static String anchor(int index, Budget budget) {
    return index < budget.parts() ? "group-" + (index + 1) : "";
  }

  private static List<Fact> facts(Scan scan) {
    Scan.Counted counted = scan.counted();
    return List.of(
        new Fact("Exchanges read", Numbers.count(counted.exchanges())),
        new Fact("Accounts", Numbers.count(counted.accounts())),
        new Fact("Principals", Numbers.count(counted.principals())),
        new Fact("Days covered", scan.window().map(Page::days).orElse("none")),
        new Fact("Groups tested", Numbers.count(scan.testing().candidates())),
        new Fact("False discovery rate", Numbers.measure(scan.testing().fdr() * 100) + "%"));
  }

  private static String days(Window window) {
    double days = (window.until() - window.from()) / 86_400_000.0;
    return days < 10 ? Numbers.tenth(days) : Numbers.count(Math.round(days));
  }
}
