// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The last few hashes an account sent, as 32-bit tags.
final class Recent {
  private final int[] tags;
  private int next;

  Recent(int size) {
    tags = new int[size];
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
    tags[next] = tag(hash);
    next = (next + 1) % tags.length;
  }

  private static int tag(long hash) {
    return (int) (hash >>> 32) | 1;
  }

  void write(DataOutput out) throws IOException {
    for (int tag : tags) {
      out.writeInt(tag);
    }
    out.writeByte(next);
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < tags.length; i++) {
      tags[i] = in.readInt();
    }
    next = in.readUnsignedByte();
  }
}
