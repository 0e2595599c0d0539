// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.stats.LongLongMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Principals -> uses in both halves: the nominating half in the upper 32 bits, the testing half in
/// the lower. Most artefacts have a handful of holders, which lie side by side in one array of just
/// their length; more of them go to a map.
public final class Holders {
  private static final int FEW = 8;
  private static final long[] NONE = {};

  /// Principal, uses, principal, uses.
  private long[] few = NONE;

  private @Nullable LongLongMap many;

  public int size() {
    return many == null ? few.length / 2 : many.size();
  }

  public void add(long principal, long uses) {
    if (many != null) {
      many.add(principal, uses);
      return;
    }
    for (int i = 0; i < few.length; i += 2) {
      if (few[i] == principal) {
        few[i + 1] += uses;
        return;
      }
    }
    if (few.length < 2 * FEW) {
      few = Arrays.copyOf(few, few.length + 2);
      few[few.length - 2] = principal;
      few[few.length - 1] = uses;
      return;
    }
    var map = new LongLongMap(2 * FEW);
    for (int i = 0; i < few.length; i += 2) {
      map.put(few[i], few[i + 1]);
    }
    map.add(principal, uses);
    many = map;
    few = NONE;
  }

  /// Uses of a principal; 0 when it is no holder.
  public long uses(long principal) {
    if (many != null) {
      return many.getOrDefault(principal, 0);
    }
    for (int i = 0; i < few.length; i += 2) {
      if (few[i] == principal) {
        return few[i + 1];
      }
    }
    return 0;
  }

  /// All holders in ascending order.
  public long[] sortedKeys() {
    if (many != null) {
      return many.sortedKeys();
    }
    var keys = new long[few.length / 2];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = few[2 * i];
    }
    Arrays.sort(keys);
    return keys;
  }

  /// Those that pass [Shard#sampled] at this level.
  public Holders sampled(int level) {
    var kept = new Holders();
    for (long holder : sortedKeys()) {
      if (Shard.sampled(holder, level)) {
        kept.add(holder, uses(holder));
      }
    }
    return kept;
  }

  public void write(DataOutput out) throws IOException {
    long[] keys = sortedKeys();
    out.writeInt(keys.length);
    for (long key : keys) {
      out.writeLong(key);
      out.writeLong(uses(key));
    }
  }

  public static Holders read(DataInput in) throws IOException {
    var holders = new Holders();
    for (int n = in.readInt(); n > 0; n--) {
      holders.add(in.readLong(), in.readLong());
    }
    return holders;
  }
}
