// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One group as the report prints it.
///
/// @param anchor a name for links that no log can choose
/// @param kind the verdict's word, also a CSS class
/// @param unpriced models the price list does not hold, as one text; empty when there are none
record Part(
    String anchor,
    String id,
    String kind,
    String title,
    String headline,
    String meaning,
    List<Fact> facts,
    List<Axis> axes,
    Timeline timeline,
    Graph graph,
    List<EvidenceRow> evidence,
    List<ModelRow> models,
    String unpriced,
    List<Fact> techniques,
    MemberTable members,
    List<String> overturn) {

  /// What was taken of one model.
  record ModelRow(String model, String exchanges, String in, String out, String price) {}

  static Part of(String anchor, Campaign campaign, Scan scan, Budget budget) {
    Prices prices = scan.prices();
    return new Part(
        anchor,
        Visible.of(campaign.id()),
        campaign.verdict().word(),
        Words.title(campaign.verdict()),
        Headline.of(campaign, prices),
        Words.meaning(campaign.verdict()),
        facts(campaign, scan),
        Axis.of(campaign),
        Timeline.of(campaign.timeline()),
        Graph.of(campaign, budget),
        EvidenceRow.of(campaign.evidence()),
        models(campaign, prices),
        Visible.of(String.join(", ", Bill.of(campaign, prices).unpriced())),
        campaign.techniques().stream()
            .map(id -> new Fact(Visible.of(id), Words.technique(id)))
            .toList(),
        MemberTable.of(campaign.members(), budget.rows()),
        campaign.overturn().stream().map(Visible::of).toList());
  }

  boolean accuses() {
    return kind.equals(Verdict.CAMPAIGN.word());
  }

  boolean evident() {
    return !evidence.isEmpty();
  }

  boolean overturns() {
    return !overturn.isEmpty();
  }

  boolean technical() {
    return !techniques.isEmpty();
  }

  boolean incomplete() {
    return !unpriced.isEmpty();
  }

  private static List<Fact> facts(Campaign campaign, Scan scan) {
    var facts = new ArrayList<>(facts(campaign, scan.prices()));
    scan.requests()
        .flatMap(list -> list.of(campaign.id()))
        .ifPresent(share -> facts.add(new Fact("Requests attributed", attributed(share))));
    return facts;
  }

  private static String attributed(Scan.Share share) {
    return Numbers.count(share.attributed()) + " of " + Numbers.count(share.all());
  }

  private static List<Fact> facts(Campaign campaign, Prices prices) {
    return List.of(
        new Fact("Accounts", Numbers.count(campaign.members().size())),
        new Fact("Exchanges", Numbers.count(campaign.counts().exchanges())),
        new Fact("List price", Bill.of(campaign, prices).words()),
        new Fact("First seen", Times.minute(campaign.window().from())),
        new Fact("Last seen", Times.minute(campaign.window().until())),
        new Fact("Crossed the line", crossed(campaign)),
        new Fact("Harvest, not cover", Numbers.percent(campaign.shareHarvest())),
        new Fact("Accounts examined", Numbers.count(campaign.examined())));
  }

  /// A group that only deserves a look never crossed a line.
  private static String crossed(Campaign campaign) {
    return campaign.verdict() == Verdict.WATCH ? "no" : Times.minute(campaign.detectedAt());
  }

  private static List<ModelRow> models(Campaign campaign, Prices prices) {
    return campaign.models().stream()
        .sorted(Comparator.comparingLong(use -> -use.counts().exchanges()))
        .map(use -> row(use, prices))
        .toList();
  }

  private static ModelRow row(ModelUse use, Prices prices) {
    String name = use.model().isEmpty() ? "(model not named in the log)" : use.model();
    return new ModelRow(
        Visible.of(name),
        Numbers.count(use.counts().exchanges()),
        Numbers.count(use.counts().tokensIn()),
        Numbers.count(use.counts().tokensOut()),
        Bill.of(use, prices).words());
  }
}
