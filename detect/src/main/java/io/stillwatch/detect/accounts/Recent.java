// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The last few hashes an account sent, as 32-bit tags. Room is made as they come.
final class Recent {
  private final int most;
  private int[] tags = {};
  private int next;

  Recent(int most) {
    this.most = most;
  }

  boolean holds(long hash) {
    int tag = tag(hash);
    for (int t : tags) {
      if (t == tag) {
        return true;
      }
    }
    return false;
  }

  void add(long hash) {
    if (next == tags.length) {
      tags = Arrays.copyOf(tags, Math.min(most, Math.max(2, 2 * tags.length)));
    }
    tags[next] = tag(hash);
    next = (next + 1) % most;
  }

  private static int tag(long hash) {
    return (int) (hash >>> 32) | 1;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(tags.length);
    for (int tag : tags) {
      out.writeInt(tag);
    }
    out.writeByte(next);
  }

  void read(DataInput in) throws IOException {
    tags = new int[in.readUnsignedByte()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = in.readInt();
    }
    next = in.readUnsignedByte();
  }
}
