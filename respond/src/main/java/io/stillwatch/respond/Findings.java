// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Member;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the newest findings say against accounts, as far as nobody shields them. Groups that are
/// only watched speak against nobody.
///
/// @param against by account, in the order of the accounts
/// @param barred accounts that some finding names and a person shields from it
/// @param watched accounts of groups that are only watched
/// @param shields people's words by account
record Findings(
    SortedMap<String, List<Seen>> against,
    SortedMap<String, List<Seen>> barred,
    Set<String> watched,
    Map<String, List<Protection>> shields) {
  /// One account in one finding.
  record Seen(Campaign campaign, Member member) {
    Snapshot snapshot() {
      return Snapshot.of(campaign, member);
    }

    /// As high as the verdict allows.
    Rung ceiling() {
      return campaign.verdict() == Verdict.CAMPAIGN ? Rung.REFUSE : Rung.VERIFY;
    }
  }

  static Findings of(Situation situation) {
    Map<String, List<Protection>> shields =
        situation.protections().stream().collect(Collectors.groupingBy(Protection::account));
    SortedMap<String, List<Seen>> against = new TreeMap<>();
    SortedMap<String, List<Seen>> barred = new TreeMap<>();
    Set<String> watched = new HashSet<>();
    for (Campaign campaign : situation.campaigns()) {
      for (Member member : campaign.members()) {
        String account = member.account();
        if (campaign.verdict() == Verdict.WATCH) {
          watched.add(account);
          continue;
        }
        Seen seen = new Seen(campaign, member);
        boolean shielded =
            shields.getOrDefault(account, List.of()).stream()
                .anyMatch(protection -> protection.bars(seen.snapshot(), situation.now()));
        (shielded ? barred : against).computeIfAbsent(account, id -> new ArrayList<>()).add(seen);
      }
    }
    return new Findings(against, barred, watched, shields);
  }

  /// Who lets an account go, if a person does.
  Optional<Protection> lifting(Decision decision, long now) {
    return shields.getOrDefault(decision.account(), List.of()).stream()
        .filter(protection -> protection.lifts(decision.grounds().evidence(), now))
        .findFirst();
  }

  List<Seen> about(String account) {
    return against.getOrDefault(account, List.of());
  }

  Optional<Seen> about(String account, String campaign) {
    return about(account).stream()
        .filter(seen -> seen.campaign().id().equals(campaign))
        .findFirst();
  }

  /// Whether any finding names it, shielded or not.
  boolean name(String account) {
    return against.containsKey(account) || barred.containsKey(account);
  }
}
