// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Member;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All that a rule may see of one account in one finding, as the variables that [Conditions]
/// declares. No text, no country, no language, no name of a person.
///
/// @param campaign the finding
/// @param member the account in it
/// @param account what the operator knows of it
/// @param tier its tier
/// @param past its decisions of the same mode
/// @param now event time, milliseconds since 1970 UTC
record Sight(Campaign campaign, Member member, Account account, Tier tier, Past past, long now) {
  private static final double DAY = 86_400_000.0;

  /// What the ladder did about the account before.
  ///
  /// @param standing the decision that stands
  /// @param since since when it has been on that rung
  /// @param lifted how many decisions about it were undone with nothing in their place
  record Past(Optional<Decision> standing, long since, long lifted) {}

  Map<String, Object> variables() {
    Map<String, Object> all = new TreeMap<>();
    all.put("campaign.id", campaign.id());
    all.put("campaign.verdict", campaign.verdict().word());
    all.put("campaign.log10_control", campaign.log10Control());
    all.put("campaign.log10_extraction", campaign.log10Extraction());
    all.put("campaign.threshold", campaign.threshold());
    all.put("campaign.days", days(campaign.detectedAt()));
    all.put("campaign.accounts", (long) campaign.members().size());
    all.put("campaign.exchanges", campaign.counts().exchanges());
    all.put("campaign.input_tokens", campaign.counts().tokensIn());
    all.put("campaign.output_tokens", campaign.counts().tokensOut());
    all.put("campaign.share_harvest", campaign.shareHarvest());
    all.put(
        "campaign.families",
        campaign.evidence().stream().map(Evidence::family).map(Enum::name).toList());
    all.put("account.log10_e", member.log10E());
    all.put("account.share_harvest", member.shareHarvest());
    all.put("account.exchanges", member.counts().exchanges());
    all.put("account.input_tokens", member.counts().tokensIn());
    all.put("account.output_tokens", member.counts().tokensOut());
    all.put("account.tier", tier.name());
    all.put("decisions.rung", past.standing().map(d -> d.remedy().rung().word()).orElse("none"));
    all.put("decisions.days", days(past.since()));
    all.put("decisions.lifted", past.lifted());
    all.put("facts", account.facts());
    return all;
  }

  private double days(long since) {
    return Math.max(0, now - since) / DAY;
  }
}
