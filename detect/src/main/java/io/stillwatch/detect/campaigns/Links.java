// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.IntSet;
import io.stillwatch.stats.LongSet;
import java.util.List;

/// How flows of the nominating half lie about a group.
///
/// @param reached share of the members that flows within the group touch
/// @param closed of the flows that touch a member, the share that stays within the group: a part of
///   an actor passes things to its other parts, a mixture of actors to strangers of each
/// @param pasted private replies of one member that another pasted into a prompt, of both halves
record Links(double reached, double closed, long pasted) {
  static Links of(IntSet set, List<Passings> families) {
    var touched = new boolean[set.size()];
    var items = new LongSet();
    long ends = 0;
    long across = 0;
    for (Passings passings : families) {
      for (int m = 0; m < touched.length; m++) {
        int[] counts = passings.ends(set.get(m), set);
        touched[m] |= counts[0] > 0;
        ends += counts[0];
        across += counts[1];
      }
      passings.within(
          set,
          flow -> {
            if (passings.pasted[flow]) {
              items.add(passings.item[flow]);
            }
          });
    }
    double within = ends / 2.0; // a flow within the group was met at both its ends
    int reached = 0;
    for (boolean one : touched) {
      reached += one ? 1 : 0;
    }
    return new Links(
        reached / (double) Math.max(1, set.size()),
        within == 0 ? 0 : within / (within + across),
        items.size());
  }
}
