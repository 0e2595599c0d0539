// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.LongIntMap;
import java.util.Arrays;

/// What the members put into the scaffold, in the testing half: which of it many of them share.
final class Content {
  /// What more than this share of the members used is common to them: an exercise or a benchmark
  /// item, not a place in one work list.
  private static final double COMMON = 0.1;

  /// A text in this share of the work is part of the scaffold.
  private static final double SCAFFOLD = 0.5;

  /// What each user repeats more often than this is no exercise.
  private static final double ONCE = 2;

  private final int[] members;
  private final long[] tested;
  private final Holdings holdings;

  /// @param members principals
  /// @param tested uses of the group's own scaffolds, by member
  Content(int[] members, long[] tested, Holdings holdings) {
    this.members = members;
    this.tested = tested;
    this.holdings = holdings;
  }

  /// For each member, how often it used content in the testing half that many members used too: an
  /// exercise, an item of a benchmark.
  long[] shared(Kind kind) {
    var holders = new LongIntMap();
    var uses = new LongIntMap();
    visitContent(
        kind,
        (m, a, n) -> {
          holders.increment(a);
          uses.add(a, n);
        });
    var shared = new long[members.length];
    double many = Math.max(1, COMMON * members.length);
    long work = Arrays.stream(tested).sum();
    visitContent(
        kind,
        (m, a, n) -> {
          int all = uses.getOrDefault(a, 0);
          int by = holders.getOrDefault(a, 0);
          boolean scaffold = kind == Kind.ITEM && (all > SCAFFOLD * work || all > ONCE * by);
          shared[m] += by > many && !scaffold ? n : 0;
        });
    return shared;
  }

  private interface Use {
    void at(int member, int artefact, int times);
  }

  private void visitContent(Kind kind, Use use) {
    for (int m = 0; m < members.length; m++) {
      int i = members[m];
      for (int b = holdings.backStart[i]; b < holdings.backStart[i + 1]; b++) {
        int place = holdings.back[b];
        int a = holdings.artefactAt[place];
        int times = Artefact.testing(holdings.uses[place]);
        if (holdings.kinds[a] == kind && times > 0) {
          use.at(m, a, times);
        }
      }
    }
  }
}
