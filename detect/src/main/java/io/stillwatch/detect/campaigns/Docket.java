// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Verdict;
import io.stillwatch.stats.LongLongMap;
import io.stillwatch.stats.LongObjectMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The record of every test made, which is what false discovery is counted over. Each look at a
/// candidate takes the next number; a candidate is looked at again only when it has grown.
final class Docket {
  private static final double GROWTH = 1.5;

  private long looks;
  private long rejections;
  private final LongLongMap sizes = new LongLongMap();
  private final LongObjectMap<Stood> stood = new LongObjectMap<>();

  /// Concentrations of all members of a group, and of those like its median member.
  final Fits everybody = new Fits();

  final Fits like = new Fits();

  /// A group that stood.
  ///
  /// @param since event time at which it first stood
  /// @param line natural logarithm of the e-value that was demanded then
  /// @param members keys of its principals when it last stood
  /// @param verdict what it was ruled to be the last time that it might be ruled anew
  /// @param material exchanges of its members then
  record Stood(long since, double line, Hashes members, Verdict verdict, long material) {
    /// Whether there is so much more that it may be ruled anew between judgements.
    boolean hasGrown(long now) {
      return now >= GROWTH * material;
    }
  }

  long looks() {
    return looks;
  }

  long rejections() {
    return rejections;
  }

  /// Whether a candidate of this much material is due for a look.
  boolean due(long signature, long material) {
    return material >= GROWTH * sizes.getOrDefault(signature, 0);
  }

  /// Takes the next number for a look.
  long next(long signature, long material) {
    sizes.put(signature, Math.max(1, material));
    return ++looks;
  }

  /// Notes that a group stood the test, with these members; the first time counts as a rejection.
  void reject(long signature, double line, long now, Hashes members) {
    Stood before = stood.get(signature);
    if (before == null) {
      rejections++;
      stood.put(signature, new Stood(now, line, members, Verdict.WATCH, 0));
    } else {
      stood.put(
          signature,
          new Stood(before.since(), before.line(), members, before.verdict(), before.material()));
    }
  }

  /// Notes what a group that stands was ruled to be, of so many exchanges.
  void rule(long signature, Verdict verdict, long material) {
    Stood one = stood.get(signature);
    if (one != null) {
      stood.put(signature, new Stood(one.since(), one.line(), one.members(), verdict, material));
    }
  }

  /// What is known of a group that stood; null when none did under this signature.
  @Nullable Stood stood(long signature) {
    return stood.get(signature);
  }

  /// Signatures of all groups that stood, ascending.
  long[] standing() {
    return stood.sortedKeys();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(looks);
    out.writeLong(rejections);
    write(sizes, out);
    everybody.write(out);
    like.write(out);
    long[] signatures = stood.sortedKeys();
    out.writeInt(signatures.length);
    for (long signature : signatures) {
      Stood group = stood.get(signature);
      if (group != null) {
        out.writeLong(signature);
        out.writeLong(group.since());
        out.writeDouble(group.line());
        group.members().write(out);
        out.writeByte(group.verdict().ordinal());
        out.writeLong(group.material());
      }
    }
  }

  private static void write(LongLongMap map, DataOutput out) throws IOException {
    long[] keys = map.sortedKeys();
    out.writeInt(keys.length);
    for (long key : keys) {
      out.writeLong(key);
      out.writeLong(map.getOrDefault(key, 0));
    }
  }

  /// @param ruled whether it says what groups were ruled to be
  static Docket read(DataInput in, boolean ruled) throws IOException {
    var docket = new Docket();
    docket.looks = in.readLong();
    docket.rejections = in.readLong();
    for (int n = in.readInt(); n > 0; n--) {
      docket.sizes.put(in.readLong(), in.readLong());
    }
    docket.everybody.read(in);
    docket.like.read(in);
    for (int n = in.readInt(); n > 0; n--) {
      docket.stood.put(
          in.readLong(),
          new Stood(
              in.readLong(),
              in.readDouble(),
              Hashes.read(in),
              ruled ? Verdict.values()[in.readByte()] : Verdict.WATCH,
              ruled ? in.readLong() : 0));
    }
    return docket;
  }
}
