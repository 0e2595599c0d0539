// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.LongSet;
import java.util.BitSet;
import java.util.List;

/// How flows of the nominating half lie about a group.
///
/// @param reached share of the members that flows within the group touch
/// @param closed of the flows that touch a member, the share that stays within the group: a part of
///   an actor passes things to its other parts, a mixture of actors to strangers of each
/// @param pasted private replies of one member that another pasted into a prompt, of both halves
record Links(double reached, double closed, long pasted) {
  static Links of(BitSet set, List<Passings> families) {
    var touched = new BitSet();
    var items = new LongSet();
    long ends = 0;
    long across = 0;
    for (Passings passings : families) {
      for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
        int[] counts = passings.ends(i, set, touched);
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
    return new Links(
        touched.cardinality() / (double) Math.max(1, set.cardinality()),
        within == 0 ? 0 : within / (within + across),
        items.size());
  }
}
