// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Family;
import io.stillwatch.stats.Gamma;
import io.stillwatch.stats.LongSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How each family did on placebo groups so far: groups of accounts that nothing accuses, through
/// the same tests as a candidate. Under its null P(e >= x) <= 1/x; a family that breaks this,
/// beyond a chance of one in a thousand, is switched off until it no longer does.
final class PlaceboRecord {
  static final int[] LINES = {10, 100, 1_000};
  private static final double CHANCE = 0.001;

  /// Older groups count less and less, so that a family may recover.
  private static final long MEMORY = 20_000;

  private final long[] groups = new long[Family.values().length];
  private final long[][] above = new long[Family.values().length][LINES.length];

  /// Principals of groups in which a family that can convict saw something, in this and the last 28
  /// days; they are in no placebo group.
  private LongSet suspects = new LongSet();

  private LongSet oldSuspects = new LongSet();

  void suspect(long principal) {
    suspects.add(principal);
  }

  boolean suspects(long principal) {
    return suspects.contains(principal) || oldSuspects.contains(principal);
  }

  /// Begins the next 28 days.
  void turn() {
    oldSuspects = suspects;
    suspects = new LongSet();
  }

  void note(Family family, double logE) {
    int f = family.ordinal();
    groups[f]++;
    for (int x = 0; x < LINES.length; x++) {
      above[f][x] += logE >= Math.log(LINES[x]) ? 1 : 0;
    }
    if (groups[f] >= MEMORY) {
      groups[f] /= 2;
      for (int x = 0; x < LINES.length; x++) {
        above[f][x] /= 2;
      }
    }
  }

  long groups(Family family) {
    return groups[family.ordinal()];
  }

  /// How many placebo groups reached [#LINES] number `x`.
  long above(Family family, int x) {
    return above[family.ordinal()][x];
  }

  boolean fails(Family family) {
    int f = family.ordinal();
    for (int x = 0; x < LINES.length; x++) {
      double expected = (double) groups[f] / LINES[x];
      if (above[f][x] > expected && Gamma.regularizedP((double) above[f][x], expected) < CHANCE) {
        return true;
      }
    }
    return false;
  }

  /// As a person reads it.
  String words(Family family) {
    int f = family.ordinal();
    return "of %,d groups of accounts that nothing accuses %,d reached e = 10, %,d 100 and %,d 1,000; at most %,d, %,d and %,d are expected"
        .formatted(
            groups[f],
            above[f][0],
            above[f][1],
            above[f][2],
            Math.ceilDiv(groups[f], LINES[0]),
            Math.ceilDiv(groups[f], LINES[1]),
            Math.ceilDiv(groups[f], LINES[2]));
  }

  void write(DataOutput out) throws IOException {
    for (int f = 0; f < groups.length; f++) {
      out.writeLong(groups[f]);
      for (long n : above[f]) {
        out.writeLong(n);
      }
    }
    write(suspects, out);
    write(oldSuspects, out);
  }

  private static void write(LongSet set, DataOutput out) throws IOException {
    out.writeInt(set.size());
    for (long key : set.sortedKeys()) {
      out.writeLong(key);
    }
  }

  private static LongSet readSet(DataInput in) throws IOException {
    int n = in.readInt();
    var set = new LongSet(n);
    for (int i = 0; i < n; i++) {
      set.add(in.readLong());
    }
    return set;
  }

  void read(DataInput in) throws IOException {
    for (int f = 0; f < groups.length; f++) {
      groups[f] = in.readLong();
      for (int x = 0; x < LINES.length; x++) {
        above[f][x] = in.readLong();
      }
    }
    suspects = readSet(in);
    oldSuspects = readSet(in);
  }
}
