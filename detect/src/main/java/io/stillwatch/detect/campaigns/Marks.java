// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.model.Finding;
import io.stillwatch.stats.IntSet;
import java.util.ArrayList;
import java.util.List;

/// By what the requests of a named campaign are known: every scaffold, at whatever place of the
/// prompt, of which nearly all users are its accounts. The group's own scaffolds of one place were
/// chosen for counting, where a use must not count twice; here several of them may know one
/// request.
record Marks(Holdings holdings) {
  /// Of the users of an exact scaffold, at least this share must be accounts of the campaign.
  private static final double EXACT = 0.6;

  /// Of the users of a habitual phrase, which two different texts may share.
  private static final double LOOSE = 0.9;

  private static final int LEAST_HOLDERS = 3;

  List<Finding.Mark> of(Group group, IntSet members) {
    int[] held = new int[holdings.size()];
    var marks = new ArrayList<Finding.Mark>();
    for (int i = 0; i < members.size(); i++) {
      int principal = members.get(i);
      for (int b = holdings.backStart[principal]; b < holdings.backStart[principal + 1]; b++) {
        held[holdings.artefactAt[holdings.back[b]]]++;
      }
    }
    for (int a = 0; a < held.length; a++) {
      if (held[a] > 0 && (group.own.contains(a) || isOwn(a, held[a]))) {
        marks.add(new Finding.Mark(holdings.kinds[a].name(), holdings.hashes[a]));
      }
    }
    return marks;
  }

  private boolean isOwn(int a, int held) {
    Kind kind = holdings.kinds[a];
    return kind.role() == Kind.Role.SLOT
        && holdings.template[a]
        && held >= LEAST_HOLDERS
        && held >= (kind.loose() ? LOOSE : EXACT) * holdings.listed(a);
  }
}
