// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether something of the applicant has been named: in a campaign of ours, or by a peer. A
/// network or a shape of mail address is nobody's own, so neither is asked for.
final class NamedLook implements Look {
  private final Notices notices;
  private volatile Map<Mark, String> campaigns = Map.of();

  NamedLook(Notices notices) {
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
      Kind kind = touch.part().kind();
      String campaign = known.get(touch.part());
      if (campaign != null && own(kind)) {
        reasons.add(linked(kind, campaign));
      }
    }
    applicant.tokens().forEach((kind, token) -> notice(kind, token, reasons));
    return reasons;
  }

  private void notice(Kind kind, String token, List<Reason> reasons) {
    if (own(kind)) {
      notices
          .namedBy(kind, token)
          .map(peer -> Signal.PEER_NOTICE.says(peer + " has named its " + words(kind)))
          .ifPresent(reasons::add);
    }
  }

  private static Reason linked(Kind kind, String campaign) {
    Signal signal = kind == Kind.BLOCK ? Signal.CAMPAIGN_BLOCK : Signal.KNOWN_CAMPAIGN;
    return signal.says("shares its " + words(kind) + " with accounts of campaign " + campaign);
  }

  private static boolean own(Kind kind) {
    return kind != Kind.NETWORK && kind != Kind.PATTERN;
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case MAILBOX -> "mailbox";
      case PAYMENT -> "payment token";
      case DEVICE -> "device";
      case BLOCK -> "address block";
      case NETWORK -> "network";
      case PATTERN -> "shape of mail address";
    };
  }
}
