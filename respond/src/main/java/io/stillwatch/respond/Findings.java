// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Member;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the newest findings say against accounts, as far as nobody shields them. Groups that are
/// only watched are not in it.
///
/// @param against by account, in the order of the accounts
/// @param barred accounts that some finding names and a person shields from it
record Findings(SortedMap<String, List<Seen>> against, SortedMap<String, List<Seen>> barred) {
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
    SortedMap<String, List<Seen>> against = new TreeMap<>();
    SortedMap<String, List<Seen>> barred = new TreeMap<>();
    for (Campaign campaign : situation.campaigns()) {
      if (campaign.verdict() == Verdict.WATCH) {
        continue;
      }
      for (Member member : campaign.members()) {
        Seen seen = new Seen(campaign, member);
        boolean shielded =
            situation.protections().stream()
                .filter(protection -> protection.account().equals(member.account()))
                .anyMatch(protection -> protection.bars(seen.snapshot(), situation.now()));
        (shielded ? barred : against)
            .computeIfAbsent(member.account(), id -> new ArrayList<>())
            .add(seen);
      }
    }
    return new Findings(against, barred);
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
