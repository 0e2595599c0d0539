// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.List;

/// What screening proposes. It is never a refusal: a person or the policy decides.
///
/// @param at the time the signup was counted under, milliseconds since 1970 UTC
/// @param tier the tier it might start on
/// @param earned the tier it would start on if nothing spoke against it
/// @param reasons the weightiest first
/// @param links accounts it shares a payment instrument, device or mailbox with, in order of their
///   ids; at most [Screening#MOST_LINKS] of each trait, the newest
/// @param marks its own tokens, hashed: to be kept with the account, and given back in a
///   [KnownCampaign] should it turn out to be part of one
public record Screened(
    String account,
    long at,
    String tier,
    String earned,
    List<Reason> reasons,
    List<Link> links,
    List<Mark> marks) {
  public Screened {
    reasons = List.copyOf(reasons);
    links = List.copyOf(links);
    marks = List.copyOf(marks);
  }
}
