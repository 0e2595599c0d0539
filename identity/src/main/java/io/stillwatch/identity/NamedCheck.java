// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether something of the applicant has been named: in a campaign of ours, or by a peer. A
/// network or a shape of mail address is nobody's own, so neither is asked for.
final class NamedCheck implements Check {
  private final Notices notices;
  private volatile Map<Mark, String> campaigns = Map.of();

  NamedCheck(Notices notices) {
    this.notices = notices;
  }

  /// Of two campaigns that have one mark, the one with the smaller id is named.
  void know(Collection<KnownCampaign> known) {
    Map<Mark, String> byMark = new HashMap<>();
    for (KnownCampaign campaign : known) {
      for (Mark mark : campaign.marks()) {
        byMark.merge(mark, campaign.id(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
    campaigns = Map.copyOf(byMark);
  }

  @Override
  public List<Reason> at(Case applicant) {
    List<Reason> reasons = new ArrayList<>();
    Map<Mark, String> known = campaigns;
    for (Trace.Touch touch : applicant.trace().touches()) {
      Trait trait = touch.part().trait();
      String campaign = known.get(touch.part());
      if (campaign != null && own(trait)) {
        reasons.add(linked(trait, campaign));
      }
    }
    applicant.tokens().forEach((trait, token) -> notice(trait, token, reasons));
    return reasons;
  }

  private void notice(Trait trait, String token, List<Reason> reasons) {
    if (own(trait)) {
      notices
          .namedBy(trait, token)
          .map(peer -> Signal.PEER_NOTICE.says(peer + " has named its " + words(trait)))
          .ifPresent(reasons::add);
    }
  }

  private static Reason linked(Trait trait, String campaign) {
    Signal signal = trait == Trait.BLOCK ? Signal.CAMPAIGN_BLOCK : Signal.KNOWN_CAMPAIGN;
    return signal.says("shares its " + words(trait) + " with accounts of campaign " + campaign);
  }

  private static boolean own(Trait trait) {
    return trait != Trait.NETWORK && trait != Trait.PATTERN;
  }

  private static String words(Trait trait) {
    return switch (trait) {
      case MAILBOX -> "mailbox";
      case PAYMENT -> "payment token";
      case DEVICE -> "device";
      case BLOCK -> "address block";
      case NETWORK -> "network";
      case PATTERN -> "shape of mail address";
    };
  }
}
