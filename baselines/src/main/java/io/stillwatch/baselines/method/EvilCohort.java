// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.List;

/// Suspects cohorts of accounts that come from the same addresses.
final class EvilCohort implements Baseline {
  private static final int LEAST = 3;
  private static final int MOST = 300;

  @Override
  public String name() {
    return "evilcohort";
  }

  @Override
  public String looksAt() {
    return "how many addresses accounts share";
  }

  @Override
  public String source() {
    return "Stringhini et al., EvilCohort, USENIX Security 2015. Departs: clusters by single"
        + " linkage at a threshold in place of Louvain, and has no later filter of benign cohorts";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("tie", "addresses that two accounts share", "the paper"),
        new Parameter("cohort", "at least " + LEAST + " accounts", "ours"),
        new Parameter("popular", "addresses of over " + MOST + " accounts do not count", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Touches touches = new Touches();

      @Override
      public void take(Request request) {
        if (request.address() != 0) {
          touches.add(request.address(), request.account());
        }
      }

      @Override
      public Suspicion conclude(Roster roster) {
        var linkage = new Linkage();
        touches
            .together(MOST, roster)
            .forEach(
                (pair, shared) -> linkage.tie(Touches.first(pair), Touches.second(pair), shared));
        return linkage.clusters(LEAST);
      }
    };
  }
}
