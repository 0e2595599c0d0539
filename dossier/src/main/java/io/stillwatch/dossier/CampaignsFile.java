// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Window;
import java.util.stream.Collectors;

/// `campaigns.jsonl`: one object a line for each group, whatever its verdict.
final class CampaignsFile {
  private CampaignsFile() {}

  static String of(Findings findings) {
    return findings.all().stream()
        .map(campaign -> line(campaign, findings.prices()) + "\n")
        .collect(Collectors.joining());
  }

  static String line(Campaign campaign, Prices prices) {
    return Json.line(
        json -> {
          finding(json, campaign, prices);
          json.objects("models", campaign.models(), CampaignsFile::model);
          standing(json, campaign);
          json.objects("members", campaign.members(), CampaignsFile::member);
        });
  }

  /// One account, and the group that it belongs to.
  static String line(Campaign campaign, Member member) {
    return Json.line(
        json -> {
          json.text("campaign_id", campaign.id())
              .text("verdict", campaign.verdict().word())
              .text("detected_at", Times.rfc3339(campaign.detectedAt()));
          member(json, member);
        });
  }

  private static void finding(Json json, Campaign campaign, Prices prices) {
    Bill bill = Bill.of(campaign, prices);
    json.text("campaign_id", campaign.id())
        .texts("accounts", campaign.members().stream().map(Member::account).toList())
        .text("first_seen", Times.rfc3339(campaign.window().from()))
        .text("last_seen", Times.rfc3339(campaign.window().until()));
    counts(json, campaign.counts());
    json.number("list_price_usd", Numbers.fixed(bill.usd(), 2))
        .texts("unpriced_models", bill.unpriced())
        .number("log10_e_control", Numbers.fixed(campaign.log10Control(), 4))
        .number("log10_e_extraction", Numbers.fixed(campaign.log10Extraction(), 4))
        .text("verdict", campaign.verdict().word())
        .objects("evidence", campaign.evidence(), CampaignsFile::evidence);
  }

  private static void standing(Json json, Campaign campaign) {
    json.texts("techniques", campaign.techniques())
        .number("share_harvest", Numbers.fixed(campaign.shareHarvest(), 4))
        .number("threshold_log10_e", Numbers.fixed(campaign.threshold(), 4))
        .text("detected_at", Times.rfc3339(campaign.detectedAt()))
        .whole("examined", campaign.examined())
        .texts("overturn", campaign.overturn());
  }

  private static void evidence(Json json, Evidence evidence) {
    json.text("family", evidence.family().name())
        .text("statistic", evidence.statistic())
        .number("observed", Numbers.significant(evidence.observed()))
        .number("expected", Numbers.significant(evidence.expected()))
        .number("log10_e", Numbers.fixed(evidence.log10E(), 4))
        .object("window", window -> window(window, evidence.window()))
        .text("says", evidence.says())
        .text("null_model", evidence.nullModel())
        .whole("over", evidence.over());
  }

  private static void member(Json json, Member member) {
    json.text("account_id", member.account())
        .number("log10_e", Numbers.fixed(member.log10E(), 4))
        .number("share_harvest", Numbers.fixed(member.shareHarvest(), 4));
    counts(json, member.counts());
    json.texts("because", member.because());
  }

  private static void model(Json json, ModelUse use) {
    json.text("model", use.model());
    counts(json, use.counts());
  }

  private static void counts(Json json, Counts counts) {
    json.whole("exchanges", counts.exchanges())
        .whole("input_tokens", counts.tokensIn())
        .whole("output_tokens", counts.tokensOut());
  }

  static void window(Json json, Window window) {
    json.text("from", Times.rfc3339(window.from())).text("until", Times.rfc3339(window.until()));
  }
}
