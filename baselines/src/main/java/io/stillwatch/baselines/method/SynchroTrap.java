// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Hash;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.List;

/// Suspects clusters of accounts that do the same things in the same hours.
final class SynchroTrap implements Baseline {
  private static final int FEWEST = 3;
  private static final int LEAST = 5;
  private static final int MOST = 300;

  @Override
  public String name() {
    return "synchrotrap";
  }

  @Override
  public String looksAt() {
    return "what share of their hours at an address or a scaffold two accounts have in common";
  }

  @Override
  public String source() {
    return "Cao et al., Uncovering Large Groups of Active Malicious Accounts in Online Social"
        + " Networks, CCS 2014. Departs: an action is a request from an address or under a scaffold;"
        + " hours are fixed slots; one pass over the whole log";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("likeness", "Jaccard index of the actions of two accounts", "the paper"),
        new Parameter("cluster", "single linkage", "the paper"),
        new Parameter("matching window", "1 h", "ours; the paper leaves it to the service"),
        new Parameter("fewest", FEWEST + " actions in common, " + LEAST + " accounts", "ours"),
        new Parameter("popular", "actions of over " + MOST + " accounts do not count", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Touches actions = new Touches();

      @Override
      public void take(Request request) {
        long slot = Hash.mix(request.hour());
        actions.add(Hash.of(slot, request.prompt().scaffold()), request.account());
        if (request.address() != 0) {
          actions.add(Hash.of(slot + 1, request.address()), request.account());
        }
      }

      @Override
      public Suspicion conclude(Roster roster) {
        int[] all = actions.counts(roster.size());
        var linkage = new Linkage();
        actions
            .together(MOST, roster)
            .forEach(
                (pair, shared) -> {
                  int a = Touches.first(pair);
                  int b = Touches.second(pair);
                  if (shared >= FEWEST) {
                    linkage.tie(a, b, (double) shared / (all[a] + all[b] - shared));
                  }
                });
        return linkage.clusters(LEAST);
      }
    };
  }
}
