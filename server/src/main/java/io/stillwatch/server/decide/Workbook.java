// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Workings;
import io.stillwatch.store.Worked;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a judgement tells of how its numbers came about, group by group.
record Workbook(long at, List<Finding> findings) {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");

  /// What passed between members, at most; with more, a group's workings are not kept.
  private static final int PASSINGS_MOST = 200_000;

  /// @param campaigns the groups that the judgement names
  /// @return those of which it tells, which are none where detection runs elsewhere
  List<Worked> of(List<Campaign> campaigns) {
    SortedMap<Family, String> unavailable = unavailable();
    var all = new ArrayList<Worked>();
    for (Campaign campaign : campaigns) {
      workings(campaign)
          .ifPresent(workings -> all.add(new Worked(at, campaign, workings, unavailable)));
    }
    return all;
  }

  private SortedMap<Family, String> unavailable() {
    for (Finding finding : findings) {
      if (finding instanceof Finding.Status status) {
        return status.unavailable();
      }
    }
    return new TreeMap<>();
  }

  /// Two groups of a judgement may have one id; their members tell them apart.
  private Optional<Workings> workings(Campaign campaign) {
    var members = new HashSet<String>();
    campaign.members().stream().map(Member::account).forEach(members::add);
    for (Finding finding : findings) {
      if (finding instanceof Finding.Shown shown
          && shown.campaign().equals(campaign.id())
          && named(shown.workings()).equals(members)) {
        return Optional.of(shown.workings()).filter(workings -> isKept(campaign, workings));
      }
    }
    return Optional.empty();
  }

  private static Set<String> named(Workings workings) {
    var named = new HashSet<String>();
    workings.looked().stream()
        .filter(Workings.Looked::named)
        .forEach(one -> named.addAll(one.accounts()));
    return named;
  }

  private static boolean isKept(Campaign campaign, Workings workings) {
    boolean kept = workings.passings().size() <= PASSINGS_MOST;
    if (!kept) {
      LOG.log(
          Logger.Level.WARNING,
          "the workings of %s are not kept: more than %,d things passed in it"
              .formatted(campaign.id(), PASSINGS_MOST));
    }
    return kept;
  }
}
