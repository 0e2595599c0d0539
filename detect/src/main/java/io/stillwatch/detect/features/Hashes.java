// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// An immutable list of at most 65,535 hashes or packed counts of 64 bits.
public final class Hashes {
  public static final Hashes NONE = new Hashes(new long[0]);

  /// From here on the length is written with four bytes more.
  private static final int MANY = 0xFFFF;

  private final long[] values;

  private Hashes(long[] values) {
    this.values = values;
  }

  /// The first `n` of `source`, copied.
  public static Hashes copyOf(long[] source, int n) {
    return n == 0 ? NONE : new Hashes(Arrays.copyOf(source, n));
  }

  public int size() {
    return values.length;
  }

  public long get(int i) {
    return values[i];
  }

  /// All of them, in order.
  public LongStream stream() {
    return Arrays.stream(values);
  }

  /// All of them, in order.
  public List<Long> toList() {
    return stream().boxed().toList();
  }

  public boolean contains(long hash) {
    for (long value : values) {
      if (value == hash) {
        return true;
      }
    }
    return false;
  }

  public void write(DataOutput out) throws IOException {
    out.writeShort(Math.min(values.length, MANY));
    if (values.length >= MANY) {
      out.writeInt(values.length);
    }
    for (long value : values) {
      out.writeLong(value);
    }
  }

  public static Hashes read(DataInput in) throws IOException {
    int few = in.readUnsignedShort();
    int n = few == MANY ? in.readInt() : few;
    if (n == 0) {
      return NONE;
    }
    var values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = in.readLong();
    }
    return new Hashes(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hashes that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length + " hashes";
  }
}
