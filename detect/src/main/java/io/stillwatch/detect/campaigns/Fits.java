// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.EvenSplit;
import io.stillwatch.stats.LongLongMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Concentrations fitted to groups that share a template, each group's newest. Twice their median
/// bounds what strangers reach, so that campaigns among them hardly move it.
final class Fits {
  private static final int MOST = 4096;

  private final LongLongMap newest = new LongLongMap();

  /// Notes a group's concentration; beyond 4,096 groups only those known are kept up to date.
  void note(long signature, double concentration) {
    long bits = Double.doubleToLongBits(concentration);
    if (newest.size() < MOST || newest.getOrDefault(signature, 0) != 0) {
      newest.put(signature, bits);
    }
  }

  /// Leaves a group out that turned out to be even for a reason.
  void forget(long signature) {
    if (newest.getOrDefault(signature, 0) != 0) {
      newest.put(signature, 0);
    }
  }

  /// Upper bound of the concentration among strangers, from the groups of a sample.
  double bound(Sample sample) {
    return EvenSplit.strangersBound(fitted(sample));
  }

  /// The concentrations of the groups of a sample, ascending.
  double[] fitted(Sample sample) {
    return Arrays.stream(newest.sortedKeys())
        .filter(sample::holds)
        .map(key -> newest.getOrDefault(key, 0))
        .filter(bits -> bits != 0)
        .mapToDouble(Double::longBitsToDouble)
        .sorted()
        .toArray();
  }

  void write(DataOutput out) throws IOException {
    long[] keys = newest.sortedKeys();
    out.writeInt(keys.length);
    for (long key : keys) {
      out.writeLong(key);
      out.writeLong(newest.getOrDefault(key, 0));
    }
  }

  void read(DataInput in) throws IOException {
    for (int n = in.readInt(); n > 0; n--) {
      newest.put(in.readLong(), in.readLong());
    }
  }
}
