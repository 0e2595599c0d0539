// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static io.stillwatch.model.Require.filled;

/// What the evidence said when a decision was taken; later findings do not change it.
///
/// @param campaign id of the group
/// @param verdict what the evidence supported
/// @param log10Control e-value of "these strangers are one actor", decimal logarithm
/// @param log10Extraction e-value of "this is harvesting", decimal logarithm
/// @param log10Member e-value of "this account belongs", decimal logarithm
/// @param detectedAt event time since when the finding stood, milliseconds since 1970 UTC
public record Snapshot(
    String campaign,
    Verdict verdict,
    double log10Control,
    double log10Extraction,
    double log10Member,
    long detectedAt) {
  public Snapshot {
    filled(campaign, "a snapshot needs the id of its campaign");
  }

  /// What a campaign says of one of its members.
  public static Snapshot of(Campaign campaign, Member member) {
    return new Snapshot(
        campaign.id(),
        campaign.verdict(),
        campaign.log10Control(),
        campaign.log10Extraction(),
        member.log10E(),
        campaign.detectedAt());
  }
}
