// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CampaignsFileTest {
  private final Campaign campaign = Scans.campaign();
  private final JsonNode json = Read.campaigns(Scans.of(campaign)).getFirst();

  @Test
  void theKeysAreTheDocumentedOnesInTheirOrder() {
    assertThat(List.copyOf(json.propertyNames()))
        .containsExactly(
            "campaign_id",
            "accounts",
            "first_seen",
            "last_seen",
            "exchanges",
            "input_tokens",
            "output_tokens",
            "list_price_usd",
            "unpriced_models",
            "log10_e_control",
            "log10_e_extraction",
            "verdict",
            "evidence",
            "models",
            "techniques",
            "share_harvest",
            "threshold_log10_e",
            "detected_at",
            "examined",
            "overturn",
            "members");
  }

  @Test
  void theCountsOfTheCampaignArriveExactly() {
    assertThat(json.get("campaign_id").asString()).isEqualTo("c-7f3a91");
    assertThat(json.get("accounts")).hasSize(214);
    assertThat(json.get("exchanges").asLong()).isEqualTo(campaign.counts().exchanges());
    assertThat(json.get("input_tokens").asLong()).isEqualTo(campaign.counts().tokensIn());
    assertThat(json.get("output_tokens").asLong()).isEqualTo(campaign.counts().tokensOut());
    assertThat(json.get("examined").asInt()).isEqualTo(226);
    assertThat(json.get("verdict").asString()).isEqualTo("campaign");
  }

  @Test
  void timesAreUtcWithMilliseconds() {
    assertThat(json.get("first_seen").asString()).isEqualTo("2026-11-02T00:00:00.000Z");
    assertThat(json.get("last_seen").asString()).isEqualTo("2026-11-11T01:23:45.250Z");
    assertThat(json.get("detected_at").asString()).isEqualTo("2026-11-04T00:00:00.000Z");
  }

  @Test
  void theTwoAxesAndTheLineStandApart() {
    assertThat(json.get("log10_e_control").asDouble()).isEqualTo(17.34);
    assertThat(json.get("log10_e_extraction").asDouble()).isEqualTo(9.2);
    assertThat(json.get("threshold_log10_e").asDouble()).isEqualTo(5.31);
    assertThat(json.get("share_harvest").asDouble()).isEqualTo(0.873);
  }

  @Test
  void everyEvidenceCarriesItsNullItsWindowAndWhatItWasCountedOver() {
    Evidence first = campaign.evidence().getFirst();
    JsonNode written = json.get("evidence").get(0);
    assertThat(List.copyOf(written.propertyNames()))
        .containsExactly(
            "family",
            "statistic",
            "observed",
            "expected",
            "log10_e",
            "window",
            "says",
            "null_model",
            "over");
    assertThat(written.get("family").asString()).isEqualTo("E1");
    assertThat(written.get("observed").asDouble()).isEqualTo(first.observed());
    assertThat(written.get("expected").asDouble()).isEqualTo(first.expected());
    assertThat(written.get("says").asString()).isEqualTo(first.says());
    assertThat(written.get("null_model").asString()).isEqualTo(first.nullModel());
    assertThat(written.get("over").asLong()).isEqualTo(first.over());
    assertThat(written.get("window").get("from").asString()).isEqualTo("2026-11-02T00:00:00.000Z");
  }

  @Test
  void everyMemberArrivesWithItsReasons() {
    Member first = campaign.members().getFirst();
    JsonNode written = json.get("members").get(0);
    assertThat(json.get("members")).hasSize(214);
    assertThat(written.get("account_id").asString()).isEqualTo(first.account());
    assertThat(written.get("log10_e").asDouble()).isCloseTo(first.log10E(), within(1e-4));
    assertThat(written.get("exchanges").asLong()).isEqualTo(first.counts().exchanges());
    assertThat(written.get("because")).hasSize(2);
  }

  @Test
  void anAccountAloneSaysTheSameAsAmongTheMembersAndWhichCampaignItIsOf() {
    JsonNode alone = Read.json(Dossier.memberJson(campaign, campaign.members().getFirst()));

    assertThat(List.copyOf(alone.propertyNames()))
        .startsWith("campaign_id", "verdict", "detected_at", "account_id");
    assertThat(alone.get("campaign_id")).isEqualTo(json.get("campaign_id"));
    assertThat(alone.get("verdict")).isEqualTo(json.get("verdict"));
    json.get("members")
        .get(0)
        .forEachEntry((name, value) -> assertThat(alone.get(name)).isEqualTo(value));
  }

  @Test
  void aModelWithoutAPriceIsNamedAndNotCountedAsFree() {
    assertThat(json.get("unpriced_models").get(0).asString()).isEqualTo("aurora-preview");
    assertThat(json.get("list_price_usd").asDouble()).isCloseTo(3435.35, within(0.005));
  }

  @Test
  void campaignsComeBeforeIntermediariesBeforeGroupsToWatch() {
    Scan scan =
        Scans.of(
            Scans.group("w-1", Verdict.WATCH, 3, 90_000),
            Scans.group("r-1", Verdict.UNDECLARED_INTERMEDIARY, 4, 50),
            Scans.group("c-small", Verdict.CAMPAIGN, 4, 100),
            Scans.group("c-large", Verdict.CAMPAIGN, 4, 4_000));
    assertThat(Read.campaigns(scan))
        .extracting(node -> node.get("campaign_id").asString())
        .containsExactly("c-large", "c-small", "r-1", "w-1");
  }
}
