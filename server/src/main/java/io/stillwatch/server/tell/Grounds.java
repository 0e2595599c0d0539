// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import io.stillwatch.share.events.Event;
import io.stillwatch.store.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What findings and people say of accounts now: the ground on which something was told, or on
/// which it has to be taken back.
final class Grounds {
  private final Map<String, Campaign> campaigns = new LinkedHashMap<>();
  private final Set<String> named = new TreeSet<>();
  private final List<Protection> protections;

  /// When a decision about an account was last found wrong, and not found right since; event time.
  private final Map<String, Long> overturned = new TreeMap<>();

  /// @param now event time, milliseconds since 1970 UTC
  Grounds(View view, long now) {
    for (Campaign campaign : view.campaigns()) {
      if (campaign.verdict() == Verdict.CAMPAIGN) {
        campaigns.put(campaign.id(), campaign);
        campaign.members().forEach(member -> named.add(member.account()));
      }
    }
    protections =
        view.protections().stream().filter(p -> p.at() <= now && now < p.until()).toList();
    var newest = new LinkedHashMap<String, Review>();
    view.reviews().forEach(review -> newest.put(review.decision(), review));
    for (Review review : newest.values()) {
      if (review.verdict() == Review.Verdict.OVERTURNED) {
        Optional<String> account = view.decision(review.decision()).map(Decision::account);
        account.ifPresent(a -> overturned.merge(a, review.at(), Math::max));
      }
    }
  }

  /// Campaigns that stand, by id.
  Map<String, Campaign> campaigns() {
    return campaigns;
  }

  /// Whether a campaign that stands names this account.
  boolean isNamed(String account) {
    return named.contains(account);
  }

  /// Whether a person said that what was found about this account is wrong.
  boolean isWrong(String account) {
    return overturned.containsKey(account)
        || protections.stream()
            .anyMatch(p -> p.account().equals(account) && p.kind() == Protection.Kind.CLEARED);
  }

  /// Members that nothing new is told of: somebody spoke for them, or asked for a review.
  Set<String> shielded(Campaign campaign) {
    return campaign.members().stream()
        .map(Member::account)
        .filter(account -> isShielded(account, campaign.detectedAt()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isShielded(String account, long detected) {
    return wrong(account, detected).isPresent()
        || protections.stream().anyMatch(p -> p.account().equals(account) && holds(p, detected));
  }

  /// A word that clears reaches what was found until then.
  private static boolean holds(Protection protection, long detected) {
    return protection.kind() != Protection.Kind.CLEARED || detected <= protection.at();
  }

  /// Why what was told may no longer stand; empty when it may.
  Optional<Event.Reason> against(Told told) {
    return told.accounts().stream()
        .flatMap(account -> against(account, told).stream())
        .min(Event.Reason::compareTo);
  }

  private Optional<Event.Reason> against(String account, Told told) {
    Optional<Event.Reason> wrong = wrong(account, told.detected());
    boolean gone = told.kind() == Told.Kind.CAMPAIGN && !named.contains(account);
    return wrong.isEmpty() && gone ? Optional.of(Event.Reason.WITHDRAWN) : wrong;
  }

  private Optional<Event.Reason> wrong(String account, long detected) {
    Long at = overturned.get(account);
    if (at != null && at >= detected) {
      return Optional.of(Event.Reason.WRONG);
    }
    boolean cleared =
        protections.stream()
            .anyMatch(
                p ->
                    p.account().equals(account)
                        && p.kind() != Protection.Kind.UNDER_REVIEW
                        && holds(p, detected));
    return cleared ? Optional.of(Event.Reason.CLEARED) : Optional.empty();
  }
}
