// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Which ids were there already, of the last one to two generations. The older generation is
/// forgotten when the newer is full, so memory is bounded. Not for two threads.
public final class Seen {
  private final int generation;
  private LongSet older = new LongSet();
  private LongSet newer = new LongSet();

  /// @param generation ids in a generation, at least 1
  public Seen(int generation) {
    if (generation < 1) {
      throw new IllegalArgumentException("a generation has an id: " + generation);
    }
    this.generation = generation;
  }

  /// Remembers an id.
  ///
  /// @return false when it was there already
  public boolean add(long id) {
    if (older.contains(id) || !newer.add(id)) {
      return false;
    }
    if (newer.size() >= generation) {
      older = newer;
      newer = new LongSet();
    }
    return true;
  }

  /// Writes all ids.
  public void write(DataOutput out) throws IOException {
    for (LongSet set : List.of(older, newer)) {
      out.writeInt(set.size());
      for (int i = set.next(-1); i >= 0; i = set.next(i)) {
        out.writeLong(set.keyAt(i));
      }
    }
  }

  /// Reads what [#write] wrote, in place of what is remembered.
  public void read(DataInput in) throws IOException {
    older = set(in);
    newer = set(in);
  }

  private static LongSet set(DataInput in) throws IOException {
    int n = in.readInt();
    var set = new LongSet(n);
    for (int i = 0; i < n; i++) {
      set.add(in.readLong());
    }
    return set;
  }
}
